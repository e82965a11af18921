package org.kubosteward.preflight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.probe.Target;

/** No node dials its siblings while it boots: such links are blind to bitswap. */
final class BootstrapList implements Examination {
  private static final String TEST = "bootstrap";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream()
        .flatMap(
            target ->
                ground.config(target.id()).stream()
                    .map(config -> verdict(target.id(), config, ground)));
  }

  private static Verdict verdict(NodeId node, NodeConfig config, Ground ground) {
    List<NodeId> siblings =
        ground.targets().stream()
            .map(Target::id)
            .filter(other -> !other.equals(node) && named(other, config, ground))
            .toList();
    return siblings.isEmpty()
        ? Verdict.pass(TEST, node.toString(), "no sibling in Bootstrap")
        : Verdict.fail(
            TEST,
            node.toString(),
            "Bootstrap names its siblings %s, and links made while it boots do not exchange blocks: leave Bootstrap empty and name them in Peering.Peers"
                .formatted(siblings));
  }

  private static boolean named(NodeId sibling, NodeConfig config, Ground ground) {
    Optional<String> peer = ground.peerId(sibling);
    return peer.isPresent()
        && config.bootstrap().stream().anyMatch(a -> a.endsWith("/p2p/" + peer.get()));
  }
}
