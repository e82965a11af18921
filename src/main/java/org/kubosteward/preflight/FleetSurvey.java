package org.kubosteward.preflight;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.kubo.Reply;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/**
 * What was learned of the fleet before it is judged.
 *
 * @param configs what each node's configuration says of whom it reaches, which the prober does not
 *     ask for
 * @param dials what kubo said when {@code from} of a link was told to connect to {@code to}
 * @param picture the fleet as the prober sees it, with a canary over each link that was dialled
 * @param findings what the health checks find in that picture
 * @param canaries whether there are any: {@code steward.probe.canary-max} may switch them off
 */
record FleetSurvey(
    Selection selection,
    SortedMap<NodeId, Reply<NodeConfig>> configs,
    SortedMap<Link, Reply<String>> dials,
    FleetSnapshot picture,
    List<Finding> findings,
    boolean canaries) {
  FleetSurvey {
    findings = List.copyOf(findings);
  }

  List<Target> targets() {
    return selection.targets();
  }

  Optional<NodeConfig> config(NodeId node) {
    return Optional.ofNullable(configs.get(node)).flatMap(Reply::optional);
  }

  /** The address at which the API server, or the settings, say that the node lives. */
  static String host(Target target) {
    URI api = target.rpc().api();
    return api.getHost();
  }
}
