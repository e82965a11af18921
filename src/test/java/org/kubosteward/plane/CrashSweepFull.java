package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.CrashSweep.Crash;
import org.kubosteward.plane.CrashSweep.Heir;

/**
 * Every action, killed at every point: {@code ./mvnw -Pcrash-sweep verify}. {@code
 * -Dsweep.repeats=N} for more of each, {@code -Dsweep.heirs=RESTARTED} and {@code
 * -Dsweep.actions=COLLECT_GARBAGE,...} for a part; {@code -Dsweep.record} keeps the table in docs.
 */
class CrashSweepFull {
  @Test
  void noCrashRepeatsACallOrLosesARecord(@TempDir Path directory) throws Exception {
    int repeats = Integer.getInteger("sweep.repeats", 1);
    List<Heir> heirs = chosen("sweep.heirs", Heir.values());
    List<SweptAction> actions = chosen("sweep.actions", SweptAction.values());
    try (SweepGround ground = new SweepGround(directory)) {
      CrashSweep sweep = new CrashSweep(ground);
      for (int i = 0; i < repeats; i++) {
        for (SweptAction action : actions) {
          for (CrashPoint point : CrashPoint.values()) {
            for (Heir heir : heirs) {
              sweep.run(action, point, heir);
            }
          }
        }
        sweep.write(Path.of("target/crash-sweep.md"));
      }
      if (System.getProperty("sweep.record") != null) {
        sweep.write(Path.of("docs/crash-sweep.md"));
      }
      assertThat(sweep.crashes()).allMatch(Crash::sound);
    }
  }

  private static <T extends Enum<T>> List<T> chosen(String setting, T[] all) {
    List<String> names = List.of(System.getProperty(setting, "").split(","));
    return Stream.of(all)
        .filter(one -> names.equals(List.of("")) || names.contains(one.name()))
        .toList();
  }
}
