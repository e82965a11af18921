package org.kubosteward.preflight;

import java.util.stream.Stream;

/** There is a fleet, and its list can be trusted. */
final class FleetFound implements Examination {
  @Override
  public Stream<Verdict> judge(Ground ground) {
    if (!ground.sourceTrouble().isEmpty()) {
      return Stream.of(Verdict.fail("fleet", "the list of nodes", ground.sourceTrouble()));
    }
    int size = ground.targets().size();
    return Stream.of(
        size < 3
            ? Verdict.warn(
                "fleet",
                "the list of nodes",
                "%d nodes: with fewer than three the plane never restarts one; scale the StatefulSet"
                    .formatted(size))
            : Verdict.pass("fleet", "the list of nodes", size + " nodes"));
  }
}
