package org.kubosteward.preflight;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.probe.Target;

/**
 * No node filters the network that the pods live in. The {@code server} profile does: it closes
 * 10.0.0.0/8 and its like, and the pods of most clusters live there.
 */
final class AddressFilters implements PreflightCheck {
  private static final String TEST = "address-filters";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.targets().stream()
        .flatMap(target -> survey.config(target.id()).stream().map(c -> result(target, c, survey)));
  }

  private static CheckResult result(Target target, NodeConfig config, FleetSurvey survey) {
    Optional<String> closed =
        survey.targets().stream()
            .filter(other -> !other.id().equals(target.id()))
            .flatMap(
                other ->
                    Networks.holding(config.addrFilters(), FleetSurvey.host(other)).stream()
                        .map(
                            net ->
                                "%s, which holds %s of %s"
                                    .formatted(net, FleetSurvey.host(other), other.id())))
            .findFirst();
    String node = target.id().toString();
    return closed
        .map(
            net ->
                CheckResult.fail(
                    TEST,
                    node,
                    "Swarm.AddrFilters closes "
                        + net
                        + ": take it out (the server profile put it there), for it will neither dial"
                        + " nor admit that sibling"))
        .orElseGet(
            () -> CheckResult.pass(TEST, node, "no sibling is in a network that it filters"));
  }
}
