package org.kubosteward.preflight;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.probe.Target;

/**
 * No node filters the network that the pods live in. The {@code server} profile does: it closes
 * 10.0.0.0/8 and its like, and the pods of most clusters live there.
 */
final class AddressFilters implements Examination {
  private static final String TEST = "address-filters";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream()
        .flatMap(
            target -> ground.config(target.id()).stream().map(c -> verdict(target, c, ground)));
  }

  private static Verdict verdict(Target target, NodeConfig config, Ground ground) {
    Optional<String> closed =
        ground.targets().stream()
            .filter(other -> !other.id().equals(target.id()))
            .flatMap(
                other ->
                    Networks.holding(config.addrFilters(), Ground.host(other)).stream()
                        .map(
                            net ->
                                "%s, which holds %s of %s"
                                    .formatted(net, Ground.host(other), other.id())))
            .findFirst();
    String node = target.id().toString();
    return closed
        .map(
            net ->
                Verdict.fail(
                    TEST,
                    node,
                    "Swarm.AddrFilters closes "
                        + net
                        + ": take it out (the server profile put it there), for it will neither dial"
                        + " nor admit that sibling"))
        .orElseGet(() -> Verdict.pass(TEST, node, "no sibling is in a network that it filters"));
  }
}
