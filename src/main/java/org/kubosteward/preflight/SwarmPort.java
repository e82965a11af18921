package org.kubosteward.preflight;

import java.util.List;
import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;

/** Every node listens where its siblings can dial it. */
final class SwarmPort implements Examination {
  private static final String TEST = "ports";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream()
        .flatMap(
            target ->
                ground.config(target.id()).stream()
                    .map(config -> verdict(target.id().toString(), config)));
  }

  private static Verdict verdict(String node, NodeConfig config) {
    List<String> reachable =
        config.swarm().stream()
            .filter(a -> !a.startsWith("/ip4/127.") && !a.startsWith("/ip6/::1/"))
            .toList();
    return reachable.isEmpty()
        ? Verdict.fail(
            TEST,
            node,
            "Addresses.Swarm names loopback only, so no sibling can dial it: listen on"
                + " /ip4/0.0.0.0/tcp/4001")
        : Verdict.pass(TEST, node, String.join(", ", reachable));
  }
}
