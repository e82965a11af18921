package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
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
 * -Dsweep.record} keeps the page in docs. {@code -Dsweep.onto=FILE} goes on from what an earlier
 * run left in target/crash-sweep.json: it holds again what never was sound, and its page tells of
 * both.
 */
class CrashSweepFull {
  private static final Path RECORD = Path.of("target/crash-sweep.json");

  private final int repeats = Integer.getInteger("sweep.repeats", 1);
  private final List<Heir> heirs = chosen("sweep.heirs", Heir.values());
  private final List<SweptAction> actions = chosen("sweep.actions", SweptAction.values());
  private final List<CrashPoint> points = chosen("sweep.points", CrashPoint.values());

  private record Cell(SweptAction action, CrashPoint point, Heir heir) {
    static Cell of(Crash crash) {
      return new Cell(crash.action(), crash.point(), crash.heir());
    }
  }

  @Test
  void noCrashRepeatsACallOrLosesARecord(@TempDir Path directory) throws Exception {
    String onto = System.getProperty("sweep.onto", "");
    List<Crash> earlier = onto.isEmpty() ? List.of() : CrashPage.remember(Path.of(onto));
    try (SweepGround ground = new SweepGround(directory)) {
      CrashSweep sweep = new CrashSweep(ground, earlier);
      for (Cell cell : onto.isEmpty() ? cells() : neverSound(earlier)) {
        sweep.run(cell.action(), cell.point(), cell.heir());
        new CrashPage(sweep.crashes()).write(Path.of("target/crash-sweep.md"));
        CrashPage.keep(sweep.crashes(), RECORD);
      }
      List<Crash> ours = sweep.crashes().subList(earlier.size(), sweep.crashes().size());
      for (Crash late : ours.stream().filter(Crash::onlyLate).toList()) {
        sweep.run(late.action(), late.point(), late.heir());
      }
      CrashPage.keep(sweep.crashes(), RECORD);
      if (System.getProperty("sweep.record") != null) {
        new CrashPage(sweep.crashes()).write(Path.of("docs/crash-sweep.md"));
      }
      assertThat(sweep.crashes().subList(earlier.size(), sweep.crashes().size()))
          .allMatch(Crash::sound);
    }
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      for (SweptAction action : actions) {
        for (CrashPoint point : points) {
          heirs.forEach(heir -> cells.add(new Cell(action, point, heir)));
        }
      }
    }
    return cells;
  }

  private static List<Cell> neverSound(List<Crash> crashes) {
    return crashes.stream()
        .filter(one -> crashes.stream().noneMatch(c -> c.sameCell(one) && c.sound()))
        .map(Cell::of)
        .distinct()
        .toList();
  }

  private static <T extends Enum<T>> List<T> chosen(String setting, T[] all) {
    List<String> names = List.of(System.getProperty(setting, "").split(","));
    return Stream.of(all)
        .filter(one -> names.equals(List.of("")) || names.contains(one.name()))
        .toList();
  }
}
