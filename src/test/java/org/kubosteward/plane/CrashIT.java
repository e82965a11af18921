package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** The plane is killed in the middle of an action, on real kubo. */
class CrashIT {
  private static KuboBinary kubo;

  private final Path directory;

  CrashIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void obtainKubo() {
    kubo = KuboBinary.obtain(System.err::println);
  }

  @Test
  void anActionThatACrashInterruptedIsVerifiedAndNotRepeated() {
    DemoSpec spec = DemoSpec.threeNodes().in(directory.resolve("fleet")).withStorageMax("20MB");
    try (DemoFleet fleet = DemoFleet.start(kubo, spec);
        HoldingProxy proxy = new HoldingProxy(fleet.node("kubo-1").api(), "repo/gc")) {
      KuboCalls.add(fleet.node("kubo-1"), 20 << 20, false);
      try (PlaneProcess first = plane(fleet, proxy).start()) {
        first.await("the collection to be under way", () -> proxy.calls("repo/gc") == 1);
        assertThat(first.attempts().get(0).path("result").asText()).isEqualTo("running");
        first.kill();
      }
      proxy.letGo();
      try (PlaneProcess second = plane(fleet, proxy).start()) {
        second.await(
            "the attempt to be verified",
            () -> second.attempts().get(0).path("verification").asText().equals("cured"));
        JsonNode attempt = second.attempts().get(0);
        assertThat(attempt.path("result").asText()).isEqualTo("interrupted");
        second.await("all well", () -> second.health().path("status").asText().equals("OK"));
        assertThat(proxy.calls("repo/gc")).as("collections that reached the node").isEqualTo(1);
        assertThat(second.attempts().stream().map(a -> a.path("id").asLong()).distinct())
            .hasSize(1);
      }
    }
  }

  private PlaneProcess plane(DemoFleet fleet, HoldingProxy proxy) {
    List<DemoNode> others =
        fleet.nodes().stream().filter(node -> !node.name().equals("kubo-1")).toList();
    return new PlaneProcess(directory.resolve("plane"))
        .over(others)
        .with("steward.fleet.nodes.\"kubo-1\".api", proxy.api())
        .with("steward.remedy.actions.\"collect-garbage\".mode", "auto");
  }
}
