package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real faults, up to the pager, at the quick pace. The others are held by lab/drill. */
class DrillsIT {
  private static DrillGround ground;

  @BeforeAll
  static void prepare(@TempDir Path directory) throws Exception {
    ground = new DrillGround(directory, Tempo.FAST);
  }

  @AfterAll
  static void stop() throws Exception {
    ground.close();
  }

  @ParameterizedTest
  @MethodSource("drills")
  void callsSomebodyForTheFaultAndForItsEnd(String name) {
    DrillReport report = ground.hold(Drill.named(name));

    System.out.println(report);
    assertThat(report.to("page")).isPositive();
  }

  @Test
  void sendsASignOfLifeAllTheTime() {
    ground
        .paging()
        .await(
            "a sign of life",
            () ->
                ground.paging().pager().calls().stream().anyMatch(c -> c.path().equals("/alive")));
  }

  static Stream<String> drills() {
    return Stream.of("node-down", "majority-down", "partition", "repo-full", "steward-down");
  }
}
