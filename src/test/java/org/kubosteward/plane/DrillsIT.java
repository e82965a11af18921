package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real faults, up to the pager, at the quick pace. The others are held by lab/drill. What was
 * scraped meanwhile fills the dashboards.
 */
@TestMethodOrder(OrderAnnotation.class)
class DrillsIT {
  /** Nobody mutes anything here, these nodes are in no pods, and nobody asks for content. */
  private static final Set<String> NOT_IN_THESE_FLEETS =
      Set.of(
          "kubo-fleet: Muted",
          "kubo-node: Inodes left",
          "kubo-content: Age of the oldest proof",
          "kubo-content: Content at risk",
          "kubo-content: Content lost",
          "kubo-content: Contents by verdict",
          "kubo-content: Copies by state",
          "kubo-content: Damaged contents",
          "kubo-content: Overdue proofs");

  private static DrillGround ground;

  @BeforeAll
  static void prepare(@TempDir Path directory) throws Exception {
    ground = new DrillGround(directory, Tempo.FAST);
  }

  @AfterAll
  static void stop() throws Exception {
    ground.close();
  }

  @Order(1)
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

  @Test
  @Order(2)
  void filledEveryPanelThatSuchAFleetCanFill() {
    PanelsOverFleets panels = new PanelsOverFleets(ground.paging());

    assertThat(panels.refused()).isEmpty();
    assertThat(panels.empty()).isEqualTo(NOT_IN_THESE_FLEETS);
  }

  static Stream<String> drills() {
    return Stream.of("node-down", "majority-down", "partition", "repo-full", "steward-down");
  }
}
