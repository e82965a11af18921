package org.kubosteward.preflight;

import java.util.List;
import java.util.stream.Stream;

/** One thing that is proved before the plane is let loose; a file each. */
interface PreflightCheck {
  /** What it found, a result a subject. */
  Stream<CheckResult> check(FleetSurvey survey);

  /** All of them, in the order in which a person would mend what they find. */
  static List<PreflightCheck> all() {
    return List.of(
        new FleetFound(),
        new RpcAnswers(),
        new SwarmPort(),
        new AddressFilters(),
        new Announcements(),
        new AutoConfOff(),
        new PodToPod(),
        new BlocksCross(),
        new VolumesGrow(),
        new HealthFindings());
  }
}
