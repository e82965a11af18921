package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.FaultTrial.Seen;

/**
 * Every fault of {@link FaultList}, what was expected beside what was seen: {@code lab/faults}.
 * {@code -Dfaults=NAME,...} for some, {@code -Dfaults.repeat=N} for more of each, {@code
 * -Dfaults.record} to keep the table in docs/faults.md.
 */
class FaultMatrixRun {
  private static final Path PAGE = Path.of("docs/faults.md");

  @Test
  void everyFaultIsFoundAndTreatedAsDeclared(@TempDir Path directory) throws Exception {
    int repeats = Integer.getInteger("faults.repeat", 1);
    List<Seen> all = new ArrayList<>();
    try (FaultGround ground = new FaultGround(directory)) {
      for (int i = 0; i < repeats; i++) {
        for (Fault fault : FaultList.chosen(FaultList.all())) {
          Seen seen = FaultTrial.of(ground, fault);
          all.add(seen);
          FaultPage.write(
              Path.of("target/faults.md"), FaultPage.withMatrix(FaultPage.read(PAGE), all));
          System.out.println("fault " + FaultPage.row(List.of(seen)));
        }
      }
    }
    if (System.getProperty("faults.record") != null) {
      FaultPage.write(PAGE, FaultPage.withMatrix(FaultPage.read(PAGE), all));
    }
    assertThat(all).allMatch(Seen::asExpected);
  }
}
