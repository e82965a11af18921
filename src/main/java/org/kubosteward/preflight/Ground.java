package org.kubosteward.preflight;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.Identity;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.kubo.Reply;
import org.kubosteward.kubo.Version;
import org.kubosteward.probe.Target;

/**
 * What was learned of the nodes before the tests judge it.
 *
 * @param dials by dialler and dialled, what kubo said when it was told to connect
 * @param carried by holder and asker, whether a block that only the holder had came over whole
 */
record Ground(
    List<Target> targets,
    String sourceTrouble,
    SortedMap<NodeId, Reply<Version>> versions,
    SortedMap<NodeId, Reply<Identity>> identities,
    SortedMap<NodeId, Reply<NodeConfig>> configs,
    Map<Pair, Reply<String>> dials,
    Map<Pair, Reply<Boolean>> carried) {

  /** An ordered pair of nodes. */
  record Pair(NodeId from, NodeId to) {
    @Override
    public String toString() {
      return from + " to " + to;
    }
  }

  Optional<NodeConfig> config(NodeId node) {
    return Optional.ofNullable(configs.get(node)).flatMap(Reply::optional);
  }

  Optional<String> peerId(NodeId node) {
    return Optional.ofNullable(identities.get(node)).flatMap(Reply::optional).map(Identity::peerId);
  }

  /** The address at which the API server, or the settings, say that the node lives. */
  static String host(Target target) {
    URI api = target.rpc().api();
    return api.getHost();
  }
}
