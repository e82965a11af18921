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
 * Every action, killed at every point, with both heirs: {@code ./mvnw -Pcrash-sweep verify}. {@code
 * -Dsweep.repeats=N} for more of each, {@code -Dsweep.heirs=RESTARTED}, {@code
 * -Dsweep.actions=COLLECT_GARBAGE,...} and {@code -Dsweep.points=CALL_UNDER_WAY} for a part; {@code
 * -Dsweep.record} keeps the page in docs.
 */
class CrashSweepFull {
  @Test
  void noCrashRepeatsACallOrLosesARecord(@TempDir Path directory) throws Exception {
    int repeats = Integer.getInteger("sweep.repeats", 1);
    List<Heir> heirs = chosen("sweep.heirs", Heir.values());
    List<SweptAction> actions = chosen("sweep.actions", SweptAction.values());
    List<CrashPoint> points = chosen("sweep.points", CrashPoint.values());
    try (SweepGround ground = new SweepGround(directory)) {
      CrashSweep sweep = new CrashSweep(ground);
      for (int i = 0; i < repeats; i++) {
        for (SweptAction action : actions) {
          for (CrashPoint point : points) {
            for (Heir heir : heirs) {
              sweep.run(action, point, heir);
              new CrashPage(sweep.crashes()).write(Path.of("target/crash-sweep.md"));
            }
          }
        }
      }
      for (Crash late : sweep.crashes().stream().filter(Crash::onlyLate).toList()) {
        sweep.run(late.action(), late.point(), late.heir());
      }
      if (System.getProperty("sweep.record") != null) {
        new CrashPage(sweep.crashes()).write(Path.of("docs/crash-sweep.md"));
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
