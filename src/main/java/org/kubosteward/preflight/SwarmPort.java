package org.kubosteward.preflight;

import java.util.List;
import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;

/** Every node listens where its siblings can dial it. */
final class SwarmPort implements PreflightCheck {
  private static final String TEST = "ports";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.targets().stream()
        .flatMap(
            target ->
                survey.config(target.id()).stream()
                    .map(config -> result(target.id().toString(), config)));
  }

  private static CheckResult result(String node, NodeConfig config) {
    List<String> reachable =
        config.swarm().stream()
            .filter(a -> !a.startsWith("/ip4/127.") && !a.startsWith("/ip6/::1/"))
            .toList();
    return reachable.isEmpty()
        ? CheckResult.fail(
            TEST,
            node,
            "Addresses.Swarm names loopback only, so no sibling can dial it: listen on"
                + " /ip4/0.0.0.0/tcp/4001")
        : CheckResult.pass(TEST, node, String.join(", ", reachable));
  }
}
