package org.kubosteward.preflight;

import java.util.List;
import java.util.stream.Stream;

/** One thing that is proved about the ground; a file each. */
interface Examination {
  /** What it found, a verdict a subject. */
  Stream<Verdict> judge(Ground ground);

  /** All of them, in the order in which a person would mend what they find. */
  static List<Examination> all() {
    return List.of(
        new FleetFound(),
        new RpcAnswers(),
        new SwarmPort(),
        new AddressFilters(),
        new Announcements(),
        new BootstrapList(),
        new AutoConfOff(),
        new PodToPod(),
        new BlocksCross(),
        new VolumesGrow());
  }
}
