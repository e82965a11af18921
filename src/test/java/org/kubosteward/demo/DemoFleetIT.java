package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo fleet on real kubo. */
class DemoFleetIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String BLOCK = "hello fleet";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KuboBinary kubo;

  private final Path directory;

  DemoFleetIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void obtainKubo() {
    kubo = KuboBinary.obtain(System.err::println);
  }

  @Test
  void everyNodeSeesItsTwoSiblingsAndNobodyElse() {
    try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory))) {
      var everybody = new TreeSet<>(fleet.nodes().stream().map(DemoNode::peerId).toList());
      assertThat(everybody).hasSize(3);
      for (var node : fleet.nodes()) {
        var others = new TreeSet<>(everybody);
        others.remove(node.peerId());
        await().atMost(SOON).until(() -> peers(node), others::equals);
      }
    }
  }

  @Test
  void aBlockOfOneNodeReachesEachOfTheOthers() throws Exception {
    try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory))) {
      for (var from : fleet.nodes()) {
        for (var to : fleet.nodes()) {
          if (from != to) {
            // One block a pair: with a shared one a third node could stand in for a blind link.
            var block = from.name() + " to " + to.name();
            var cid = put(from, block);
            assertThat(send(to, "block/get?timeout=15s&arg=" + cid)).isEqualTo(block);
          }
        }
      }
    }
  }

  @Test
  void keepsIdentityAndDataThroughStopAndStart() throws Exception {
    try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory))) {
      var node = fleet.node("kubo-2");
      var cid = put(node, BLOCK);
      var firstPid = node.pid().orElseThrow();

      node.stop();
      assertThat(node.pid()).isEmpty();
      assertThat(ProcessHandle.of(firstPid)).isEmpty();
      node.start();

      assertThat(node.pid()).isPresent().isNotEqualTo(Optional.of(firstPid));
      assertThat(id(node)).isEqualTo(node.peerId());
      assertThat(send(node, "block/get?offline=true&arg=" + cid)).isEqualTo(BLOCK);
    }
  }

  @Test
  void keepsIdentitiesAndDataForTheNextFleetInTheSameDirectory() throws Exception {
    var spec = DemoSpec.threeNodes().in(directory);
    var before = new ArrayList<String>();
    String cid;
    try (var fleet = DemoFleet.start(kubo, spec)) {
      fleet.nodes().forEach(node -> before.add(node.peerId()));
      cid = put(fleet.node("kubo-2"), BLOCK);
    }
    try (var fleet = DemoFleet.start(kubo, spec)) {
      assertThat(fleet.nodes()).extracting(DemoNode::peerId).isEqualTo(before);
      assertThat(send(fleet.node("kubo-2"), "block/get?offline=true&arg=" + cid)).isEqualTo(BLOCK);
    }
  }

  @Test
  void startsAgainAfterBeingKilled() throws Exception {
    try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().withNodes(1).in(directory))) {
      var node = fleet.node("kubo-1");
      node.kill();
      assertThat(node.pid()).isEmpty();
      node.start();
      assertThat(id(node)).isEqualTo(node.peerId());
    }
  }

  @Test
  void aPausedNodeIsSilentUntilItGoesOn() throws Exception {
    try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().withNodes(1).in(directory))) {
      var node = fleet.node("kubo-1");
      node.pause();
      assertThatThrownBy(
              () ->
                  HTTP.send(
                      post(node, "id", Duration.ofSeconds(1)).build(),
                      HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(HttpTimeoutException.class);
      node.resume();
      assertThat(id(node)).isEqualTo(node.peerId());
      node.pause();
      node.stop();
      assertThat(node.pid()).isEmpty();
    }
  }

  @Test
  void closingStopsWhatItStartedAndOnlyThat() throws Exception {
    var bystander = new ProcessBuilder("sleep", "600").start();
    var neighbours = DemoSpec.threeNodes().withNodes(1).in(directory.resolve("neighbours"));
    try (var other = DemoFleet.start(kubo, neighbours)) {
      var pids = new ArrayList<Long>();
      try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory))) {
        fleet.nodes().forEach(node -> pids.add(node.pid().orElseThrow()));
        fleet.node("kubo-3").pause();
      }
      assertThat(pids).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
      assertThat(bystander.isAlive()).isTrue();
      assertThat(id(other.node("kubo-1"))).isEqualTo(other.node("kubo-1").peerId());
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void stopsTheNodesThatAKilledRunLeftBehindAndOnlyThose() throws Exception {
    var bystanders = DemoSpec.threeNodes().withNodes(1).in(directory.resolve("bystanders"));
    try (var other = DemoFleet.start(kubo, bystanders)) {
      var owner = ownerProcess(directory.resolve("fleet"));
      owner.destroyForcibly();
      assertThat(owner.waitFor(20, TimeUnit.SECONDS)).isTrue();
      var left = claims(directory.resolve("fleet"));
      assertThat(left).hasSize(3).allMatch(claim -> claim.daemon().isPresent());

      var said = new ArrayList<String>();
      var spec = DemoSpec.threeNodes().in(directory.resolve("fleet"));
      try (var fleet = DemoFleet.start(kubo, spec, said::add)) {
        assertThat(left).noneMatch(claim -> claim.daemon().isPresent());
        assertThat(fleet.nodes()).allMatch(node -> node.pid().isPresent());
      }
      assertThat(said).filteredOn(line -> line.contains("left behind by a killed run")).hasSize(3);
      assertThat(id(other.node("kubo-1"))).isEqualTo(other.node("kubo-1").peerId());
    }
  }

  @Test
  void theEndOfTheProcessStopsItsNodes() throws Exception {
    var owner = ownerProcess(directory);
    var claims = claims(directory);
    assertThat(claims).hasSize(3).allMatch(claim -> claim.daemon().isPresent());
    owner.destroy();
    assertThat(owner.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(claims).noneMatch(claim -> claim.daemon().isPresent());
    assertThat(claims(directory)).isEmpty();
  }

  @Test
  void refusesADirectoryThatALivingRunUses() throws Exception {
    var spec = DemoSpec.threeNodes().withNodes(1).in(directory);
    try (var first = DemoFleet.start(kubo, spec)) {
      assertThatThrownBy(() -> DemoFleet.start(kubo, spec))
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("steward.demo.directory");
      assertThat(id(first.node("kubo-1"))).isEqualTo(first.node("kubo-1").peerId());
    }
  }

  @Test
  void aNodeThatCannotStartShowsItsLogAndLeavesNothingRunning() throws Exception {
    var spec = DemoSpec.threeNodes().in(directory);
    Path repo;
    try (var fleet = DemoFleet.start(kubo, spec)) {
      repo = fleet.node("kubo-2").repo();
    }
    Files.writeString(repo.resolve("version"), "3\n");
    assertThatThrownBy(() -> DemoFleet.start(kubo, spec))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("kubo-2")
        .hasMessageContaining("migration");
    assertThat(claims(directory)).isEmpty();
  }

  @Test
  void asksForTheApiSecret() throws Exception {
    var spec = DemoSpec.threeNodes().withNodes(2).in(directory).withApiSecret("bearer:hush");
    try (var fleet = DemoFleet.start(kubo, spec)) {
      var refused =
          HTTP.send(
              post(fleet.node("kubo-1"), "id", SOON).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(403);
      var allowed =
          HTTP.send(
              post(fleet.node("kubo-1"), "id", SOON).header("Authorization", "Bearer hush").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(allowed.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nodesWithoutLinksStayAlone() throws Exception {
    var spec = DemoSpec.threeNodes().in(directory).withLinks(DemoSpec.Links.NONE);
    try (var fleet = DemoFleet.start(kubo, spec)) {
      for (var node : fleet.nodes()) {
        assertThat(peers(node)).isEmpty();
      }
    }
  }

  /** Runs a fleet in a process of its own, as dev mode does, and waits until it is up. */
  private static Process ownerProcess(Path directory) throws IOException {
    Files.createDirectories(directory);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FleetOwner.class.getName(),
                kubo.executable().toString(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("owner.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var log = Files.readString(directory.resolve("owner.log"));
              assertThat(process.isAlive()).as(log).isTrue();
              return log.contains(FleetOwner.UP);
            });
    return process;
  }

  private static List<Claim> claims(Path directory) {
    return DemoSpec.threeNodes().names().stream()
        .flatMap(name -> Claim.read(NodePlan.claim(directory.resolve(name))).stream())
        .toList();
  }

  private static Set<String> peers(DemoNode node) throws Exception {
    var peers = new TreeSet<String>();
    JSON.readTree(send(node, "swarm/peers"))
        .path("Peers")
        .forEach(peer -> peers.add(peer.path("Peer").asText()));
    return peers;
  }

  private static String id(DemoNode node) throws Exception {
    return JSON.readTree(send(node, "id")).path("ID").asText();
  }

  private static String put(DemoNode node, String block) throws Exception {
    var body =
        "--b\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n%s\r\n--b--\r\n"
            .formatted(block);
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(node.api().resolve("/api/v0/block/put"))
                .timeout(SOON)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("Key").asText();
  }

  private static String send(DemoNode node, String command) throws Exception {
    var answer = HTTP.send(post(node, command, SOON).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpRequest.Builder post(DemoNode node, String command, Duration patience) {
    return HttpRequest.newBuilder(node.api().resolve("/api/v0/" + command))
        .timeout(patience)
        .POST(HttpRequest.BodyPublishers.noBody());
  }
}
