package org.kubosteward.preflight;

import java.util.stream.Stream;

/** There is a fleet, and its list can be trusted. */
final class FleetFound implements PreflightCheck {
  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    if (!survey.selection().trouble().isEmpty()) {
      return Stream.of(
          CheckResult.fail("fleet", "the list of nodes", survey.selection().trouble()));
    }
    int size = survey.targets().size();
    return Stream.of(
        size < 3
            ? CheckResult.warn(
                "fleet",
                "the list of nodes",
                "%d nodes: with fewer than three the plane never restarts one; scale the StatefulSet"
                    .formatted(size))
            : CheckResult.pass("fleet", "the list of nodes", size + " nodes"));
  }
}
