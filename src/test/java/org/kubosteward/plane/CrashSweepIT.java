package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.CrashSweep.Crash;
import org.kubosteward.plane.CrashSweep.Heir;

/** The crashes that lose most if they go wrong; all of them are in {@link CrashSweepFull}. */
class CrashSweepIT {
  @Test
  void aCrashNeitherRepeatsADisruptiveCallNorLosesOne(@TempDir Path directory) throws Exception {
    try (SweepGround ground = new SweepGround(directory)) {
      CrashSweep sweep = new CrashSweep(ground);
      sweep.run(SweptAction.COLLECT_GARBAGE, CrashPoint.CALL_UNDER_WAY, Heir.RESTARTED);
      sweep.run(SweptAction.RESTART_POD, CrashPoint.CALL_ANSWERED, Heir.STANDBY);

      assertThat(sweep.crashes()).allMatch(Crash::sound);
    }
  }
}
