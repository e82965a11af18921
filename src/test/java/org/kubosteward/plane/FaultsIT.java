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
import org.kubosteward.demo.DemoSpec.Links;
import org.kubosteward.demo.KuboBinary;

/** Real faults on a real fleet under the packaged plane: what is found, done, refused, recorded. */
class FaultsIT {
  private static final int MIB = 1 << 20;

  private static KuboBinary kubo;

  private final Path directory;

  FaultsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void obtainKubo() {
    kubo = KuboBinary.obtain(System.err::println);
  }

  @Test
  void aFleetThatNobodyLinkedIsLinkedAndTheJournalTellsTheStory() {
    try (DemoFleet fleet = fleet(spec().withLinks(Links.NONE));
        PlaneProcess plane = plane().over(fleet.nodes()).start()) {
      plane.await("the links", () -> linked(fleet));
      plane.await("the repairs to be verified", () -> cured(plane, "reconnect-peer") >= 2);

      assertThat(plane.decisions().map(d -> d.path("code").asText()))
          .contains("SIBLING_DISCONNECTED");
      plane.await("all well", () -> plane.health().path("status").asText().equals("OK"));

      DemoNode lonely = fleet.node("kubo-1");
      siblings(fleet, lonely).forEach(sibling -> KuboCalls.disconnect(lonely, sibling));
      plane.await("the links to be back", () -> linked(fleet));
    }
  }

  @Test
  void aBlindLinkIsFoundByTheCanaryAndCuredWhileKuboSaysItIsHealthy() {
    try (DemoFleet fleet = fleet(spec().withLinks(Links.IN_BOOTSTRAP));
        PlaneProcess plane = plane().over(fleet.nodes())) {
      bootUntilBlind(fleet);
      plane.start();

      plane.await(
          "the blind link to be found and refreshed", () -> done(plane, "refresh-link") > 0);
      assertThat(KuboCalls.post(fleet.node("kubo-1"), "diag/healthy")).contains("ok");
      plane.await("the cure to be verified", () -> cured(plane, "refresh-link") > 0);
      plane.await("no link to be blind", () -> !plane.has("LINK_NOT_EXCHANGING", ""));
      assertThat(plane.has("SIBLINGS_IN_BOOTSTRAP", "kubo-1")).isTrue();
    }
  }

  @Test
  void garbageIsProposedThenCollectedOnceTheModeAllowsIt() {
    try (DemoFleet fleet = fleet(spec().withStorageMax("20MB"))) {
      KuboCalls.add(fleet.node("kubo-2"), 20 * MIB, false);
      try (PlaneProcess plane = plane().over(fleet.nodes()).start()) {
        plane.await("the full repository", () -> plane.has("REPO_FULL", "kubo-2"));
        JsonNode decision = plane.finding("REPO_FULL", "kubo-2").path("decision");
        assertThat(decision.path("kind").asText()).isEqualTo("refuse");
        assertThat(decision.path("action").asText()).isEqualTo("collect-garbage kubo-2");
        assertThat(decision.path("why").asText()).contains("propose");
        assertThat(plane.attempts()).isEmpty();
      }
      try (PlaneProcess plane = plane().with(mode("collect-garbage"), "auto").over(fleet.nodes())) {
        plane.start();
        plane.await("the collection", () -> done(plane, "collect-garbage") == 1);
        plane.await("its effect", () -> cured(plane, "collect-garbage") == 1);
        assertThat(plane.attempts().get(0).path("detail").asText())
            .containsPattern("\\d{8} bytes freed");
        plane.await("all well", () -> plane.health().path("status").asText().equals("OK"));
      }
    }
  }

  @Test
  void noCollectionBesideAStuckPinAndWritesGoOn() throws Exception {
    try (DemoFleet fleet = fleet(spec().withStorageMax("20MB"));
        PlaneProcess plane = plane().with(mode("collect-garbage"), "auto").over(fleet.nodes())) {
      // Due sweeps of the canaries' blocks must keep away from the lock as well.
      plane.with("steward.probe.slow-every", "10s");
      DemoNode node = fleet.node("kubo-1");
      KuboCalls.add(node, 20 * MIB, false);
      var stuck = KuboCalls.begin(node, "pin/add?arg=" + rootWithoutChildren(fleet));
      plane.start();

      plane.await("the full repository", () -> plane.has("REPO_FULL", "kubo-1"));
      JsonNode decision = plane.finding("REPO_FULL", "kubo-1").path("decision");
      assertThat(decision.path("kind").asText()).isEqualTo("refuse");
      assertThat(decision.path("guard").asText()).isEqualTo("writer-running");
      assertThat(decision.path("why").asText()).contains("pin/add");
      assertThat(plane.attempts()).isEmpty();
      plane.await("sweeps to be due", () -> plane.fleet().path("round").asLong() > 12);
      assertThat(KuboCalls.post(node, "files/mkdir?arg=/still-works")).isEmpty();

      stuck.cancel(true);
      plane.await("the collection, now that it can", () -> done(plane, "collect-garbage") == 1);
    }
  }

  @Test
  void aStoppedProcessIsFoundHungAndIsNotActedThrough() {
    try (DemoFleet fleet = fleet(spec());
        PlaneProcess plane = plane().over(fleet.nodes()).startAndSettle()) {
      fleet.node("kubo-3").pause();
      plane.await("the hang", () -> plane.has("NODE_HUNG", "kubo-3"));
      assertThat(plane.finding("NODE_HUNG", "kubo-3").path("severity").asText())
          .isEqualTo("critical");
      assertThat(plane.attempts()).isEmpty();
      assertThat(plane.metrics())
          .containsPattern("steward_node_up\\{[^}]*node=\"kubo-3\"[^}]*} 0\\.0")
          .containsPattern("steward_node_up\\{[^}]*node=\"kubo-1\"[^}]*} 1\\.0");

      fleet.node("kubo-3").resume();
      plane.await("all well", () -> plane.health().path("status").asText().equals("OK"));
    }
  }

  @Test
  void withTwoOfThreeStoppedNothingIsDoneAndTheReasonIsTold() {
    try (DemoFleet fleet = fleet(spec().withStorageMax("20MB"));
        PlaneProcess plane = plane().with(mode("collect-garbage"), "auto").over(fleet.nodes())) {
      fleet.node("kubo-2").kill();
      fleet.node("kubo-3").kill();
      KuboCalls.add(fleet.node("kubo-1"), 20 * MIB, false);
      plane.start();

      plane.await("the majority", () -> plane.has("FLEET_MAJORITY_DOWN", "fleet"));
      plane.await(
          "the nodes", () -> plane.has("NODE_DOWN", "kubo-2") && plane.has("NODE_DOWN", "kubo-3"));
      plane.await("the full repository", () -> plane.has("REPO_FULL", "kubo-1"));
      JsonNode decision = plane.finding("REPO_FULL", "kubo-1").path("decision");
      assertThat(decision.path("kind").asText()).isEqualTo("refuse");
      assertThat(decision.path("guard").asText()).isEqualTo("fleet-too-sick");
      assertThat(decision.path("why").asText()).contains("2 of 3");
      assertThat(plane.attempts()).isEmpty();
    }
  }

  @Test
  void theCanariesBlocksAreSweptFromTheNodes() {
    try (DemoFleet fleet = fleet(spec());
        PlaneProcess plane =
            plane()
                .with("steward.probe.slow-every", "10s")
                .with("steward.probe.canary-every", "1h")
                .over(fleet.nodes())) {
      DemoNode node = fleet.node("kubo-1");
      long own = KuboCalls.blocks(node);
      plane.startAndSettle();
      plane.await("all links to be proven", () -> proven(plane) == 6);
      assertThat(KuboCalls.blocks(node)).as("with blocks of canaries").isGreaterThan(own);

      plane.await("the sweep", () -> KuboCalls.blocks(node) == own);
    }
  }

  private PlaneProcess plane() {
    return new PlaneProcess(directory.resolve("plane"));
  }

  private DemoSpec spec() {
    return DemoSpec.threeNodes().in(directory.resolve("fleet"));
  }

  private static DemoFleet fleet(DemoSpec spec) {
    return DemoFleet.start(kubo, spec);
  }

  private static String mode(String action) {
    return "steward.remedy.actions.\"" + action + "\".mode";
  }

  /**
   * Boots a node again until a direction is blind: with siblings in Bootstrap nearly every time.
   */
  private static void bootUntilBlind(DemoFleet fleet) {
    DemoNode booted = fleet.node("kubo-1");
    for (int boots = 0; boots < 6; boots++) {
      for (DemoNode sibling : siblings(fleet, booted)) {
        if (KuboCalls.connected(booted, sibling)
            && (!KuboCalls.exchanges(sibling, booted) || !KuboCalls.exchanges(booted, sibling))) {
          return;
        }
      }
      booted.stop();
      booted.start();
    }
    throw new AssertionError("six boots with siblings in Bootstrap left no blind link");
  }

  /** The root of a file whose other blocks nobody has, kept on kubo-1. */
  private static String rootWithoutChildren(DemoFleet fleet) {
    DemoNode writer = fleet.node("kubo-2");
    String root = KuboCalls.add(writer, 3 * MIB, false);
    byte[] block = KuboCalls.getBlock(writer, root);
    KuboCalls.post(writer, "repo/gc");
    assertThat(KuboCalls.putBlock(fleet.node("kubo-1"), block, "dag-pb")).isEqualTo(root);
    return root;
  }

  private static List<DemoNode> siblings(DemoFleet fleet, DemoNode node) {
    return fleet.nodes().stream().filter(other -> other != node).toList();
  }

  private static boolean linked(DemoFleet fleet) {
    return fleet.nodes().stream()
        .allMatch(
            node ->
                siblings(fleet, node).stream().allMatch(other -> KuboCalls.connected(node, other)));
  }

  private static long proven(PlaneProcess plane) {
    return PlaneProcess.stream(plane.fleet().path("links"))
        .filter(link -> link.path("outcome").asText().equals("exchanged"))
        .count();
  }

  private static long done(PlaneProcess plane, String action) {
    return attempts(plane, action, "result", "done");
  }

  private static long cured(PlaneProcess plane, String action) {
    return attempts(plane, action, "verification", "cured");
  }

  private static long attempts(PlaneProcess plane, String action, String field, String value) {
    return plane.attempts().stream()
        .filter(attempt -> attempt.path("action").asText().startsWith(action))
        .filter(attempt -> attempt.path(field).asText().equalsIgnoreCase(value))
        .map(attempt -> attempt.path("id").asLong())
        .distinct()
        .count();
  }
}
