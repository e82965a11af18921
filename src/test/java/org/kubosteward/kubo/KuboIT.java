package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.kubo.SwarmPeers.Direction;

/** Every call against a real pair of private kubo nodes, and the ways a real node fails. */
class KuboIT extends KuboTestBase {
  private static final String KEY =
      "/key/swarm/psk/1.0.0/\n/base16/\n" + "0123456789abcdef".repeat(4) + "\n";
  private static final String STRANGER = "12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN";

  private static Path home;
  private static PrivateNode first;
  private static PrivateNode second;
  private static KuboEndpoint a;
  private static KuboEndpoint b;
  private static Identity idA;
  private static Identity idB;

  @BeforeAll
  static void startAPair(@TempDir Path dir) throws Exception {
    home = dir;
    first = start("first", "{}");
    second = start("second", "{}");
    a = first.endpoint();
    b = second.endpoint();
    idA = ready(a);
    idB = ready(b);
    answer(kubo.swarmConnect(a, List.of(second.address(idB.peerId())), AMPLE));
  }

  private static PrivateNode start(String name, String api) throws Exception {
    return new PrivateNode(Files.createDirectory(home.resolve(name)), KEY, api);
  }

  private static Identity ready(KuboEndpoint node) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> reply(kubo.id(node, AMPLE)).optional(), Optional::isPresent)
        .orElseThrow();
  }

  @AfterAll
  static void stopThePair() throws Exception {
    first.close();
    second.close();
  }

  @Test
  void tellsWhoANodeIsAndWhatItRuns() throws Exception {
    assertThat(idA.agentVersion()).isEqualTo("kubo/0.43.0");
    assertThat(idA.addresses()).containsExactly(first.address(idA.peerId()));
    assertThat(answer(kubo.version(a, AMPLE)).version()).isEqualTo("0.43.0");
    assertThat(answer(kubo.bootstrapList(a, AMPLE)).addresses()).isEmpty();
    assertThat(answer(kubo.peeringLs(a, AMPLE)).members()).isEmpty();
  }

  @Test
  void tellsWhatANodeUses() throws Exception {
    RepoStat repo = answer(kubo.repoStat(a, AMPLE));
    assertThat(repo.repoSizeBytes()).isPositive();
    assertThat(repo.storageMaxBytes()).hasValue(10_000_000_000L);
    long usable = Files.getFileStore(home).getUsableSpace();
    assertThat((double) answer(kubo.diagSys(a, AMPLE)).availableBytes())
        .as("what kubo calls total_space is what df calls available")
        .isBetween(usable * 0.9, usable * 1.1);
    ProcessMetrics process = answer(kubo.processMetrics(a, AMPLE));
    assertThat(process.startedAt().orElseThrow())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(5));
    assertThat(process.openFds().orElseThrow()).isPositive();
    assertThat(process.maxFds().orElseThrow()).isGreaterThan(process.openFds().orElseThrow());
    assertThat(process.residentBytes().orElseThrow()).isPositive();
    SwarmResources resources = answer(kubo.swarmResources(a, AMPLE));
    assertThat(resources.memoryBytes().limit()).isPresent();
    assertThat(resources.conns().limit()).isEmpty();
    assertThat(answer(kubo.bandwidth(a, AMPLE)).totalInBytes()).isNotNegative();
    assertThat(answer(kubo.bitswapStat(a, AMPLE)).blocksReceived()).isNotNegative();
  }

  @Test
  void tellsHowProvidingGoes() throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ProvideStat.Sweep lan =
                  answer(kubo.provideStat(a, true, AMPLE)).sweep().orElseThrow();
              assertThat(lan.connectivity()).isEqualTo("online");
            });
    ProvideStat.Sweep wan = answer(kubo.provideStat(a, false, AMPLE)).sweep().orElseThrow();
    assertThat(wan.connectivity()).isEqualTo("offline");
  }

  @Test
  void connectsAndDisconnectsAndSaysWhoDialled() throws Exception {
    answer(kubo.swarmConnect(a, List.of(second.address(idB.peerId())), AMPLE));
    // Only now: after a disconnect the other side may dial back by itself.
    assertThat(answer(kubo.swarmPeers(a, AMPLE)).peers())
        .first()
        .satisfies(
            peer -> {
              assertThat(peer.peerId()).isEqualTo(idB.peerId());
              assertThat(peer.direction()).isEqualTo(Direction.OUT);
            });
    assertThat(answer(kubo.swarmPeers(b, AMPLE)).peers())
        .first()
        .satisfies(peer -> assertThat(peer.direction()).isEqualTo(Direction.IN));
    long connected = answer(kubo.swarmPeersDigest(a, AMPLE));
    assertThat(answer(kubo.swarmPeersDigest(a, AMPLE))).isEqualTo(connected);
    // Either side may dial again at once: cut until both questions came before it did.
    await()
        .atMost(AMPLE)
        .until(
            () -> {
              reply(kubo.swarmDisconnect(a, idB.peerId(), AMPLE));
              return answer(kubo.swarmPeersDigest(a, AMPLE)) != connected
                  && answer(kubo.swarmPeers(a, AMPLE)).peers().isEmpty();
            });
    Fault<String> none = fault(FaultKind.REJECTED, kubo.swarmDisconnect(a, STRANGER, AMPLE));
    assertThat(none.detail()).contains("not connected");
    // The first connect after a disconnect may fail while the other side still closes.
    await()
        .atMost(AMPLE)
        .until(
            () ->
                reply(kubo.swarmConnect(a, List.of(second.address(idB.peerId())), AMPLE))
                    .optional()
                    .isPresent());
    Fault<String> stranger =
        fault(
            FaultKind.REJECTED,
            kubo.swarmConnect(a, List.of("/ip4/127.0.0.1/tcp/1/p2p/" + STRANGER), AMPLE));
    assertThat(stranger.detail()).contains("connection refused");
  }

  @Test
  void putsGetsAndRemovesABlock() throws Exception {
    byte[] block = "a block of our own \r\n--".getBytes(StandardCharsets.UTF_8);
    String cid = answer(kubo.blockPut(a, block, AMPLE));
    assertThat(cid).startsWith("bafkrei");
    assertThat(answer(kubo.blockGet(a, cid, AMPLE))).isEqualTo(block);
    assertThat(answer(kubo.blockRm(a, List.of(cid), AMPLE))).isEqualTo(1);
    assertThat(answer(kubo.blockRm(a, List.of(cid), AMPLE)))
        .as("force: no block, no error")
        .isEqualTo(1);
    byte[] large = new byte[1 << 20];
    assertThat(answer(kubo.blockGet(a, answer(kubo.blockPut(a, large, AMPLE)), AMPLE)))
        .isEqualTo(large);
  }

  @Test
  void aBlockNobodyHasTimesOutInsideKuboAndIsSeenWaiting() throws Exception {
    String nobody = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    CompletionStage<Reply<byte[]>> waiting = kubo.blockGet(b, nobody, Duration.ofSeconds(3));
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(answer(kubo.diagCmds(b, AMPLE)).commands())
                    .anySatisfy(
                        command -> {
                          assertThat(command.command()).isEqualTo("block/get");
                          assertThat(command.args()).containsExactly(nobody);
                        }));
    Fault<byte[]> late = fault(FaultKind.TIMED_OUT, waiting);
    assertThat(late.detail()).contains("kubo says").contains("deadline exceeded");
    assertThat(late.took()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void countsPinsAndCollectsGarbage() throws Exception {
    assertThat(answer(kubo.pinLs(a, PinType.RECURSIVE, cid -> {}, AMPLE))).isEqualTo(1);
    assertThat(answer(kubo.pinLs(a, PinType.DIRECT, cid -> {}, AMPLE))).isZero();
    answer(kubo.repoGc(a, AMPLE));
    answer(kubo.blockPut(a, "garbage".getBytes(StandardCharsets.UTF_8), AMPLE));
    GcOutcome outcome = answer(kubo.repoGc(a, AMPLE));
    assertThat(outcome.removed()).isEqualTo(1);
    assertThat(outcome.complete()).isTrue();
  }

  @Test
  void aLateErrorIsHeardInTheTrailer() throws Exception {
    try (PrivateNode poor = start("poor", "{}")) {
      ready(poor.endpoint());
      answer(kubo.blockPut(poor.endpoint(), new byte[] {1, 2, 3}, AMPLE));
      for (Path file : poor.blockFiles()) {
        Files.write(file, new byte[] {9});
      }
      HttpClient plain = vertx.createHttpClient();
      Exchange<String> verify =
          new Exchange<>(
              new Exchange.Clients(
                  vertx, Optional.empty(), plain, plain, SMALL, Clocks.of(InstantSource.system())),
              poor.endpoint(),
              new Call(
                  "repo/verify",
                  "/api/v0/repo/verify",
                  true,
                  false,
                  true,
                  "application/json",
                  Optional.empty()),
              AMPLE,
              1 << 20,
              new WholeBody<>(body -> "verified"));
      Fault<String> late = fault(FaultKind.LATE_ERROR, verify.reply());
      assertThat(late.detail()).contains("verify complete, ").contains("corrupt");
    }
  }

  @Test
  void aCollectionThatMissesAPinnedBlockTellsWhich() throws Exception {
    try (PrivateNode poor = start("poorer", "{}")) {
      ready(poor.endpoint());
      for (Path file : poor.blockFiles()) {
        Files.delete(file);
      }
      GcOutcome outcome = answer(kubo.repoGc(poor.endpoint(), AMPLE));
      assertThat(outcome.complete()).isFalse();
      assertThat(outcome.errors().get(0)).contains("could not retrieve links for Qm");
      assertThat(outcome.errors().get(1)).contains("garbage collection aborted");
    }
  }

  @Test
  void aStoppedNodeStallsAndAKilledOneRefuses() throws Exception {
    try (PrivateNode victim = start("victim", "{}")) {
      KuboEndpoint at = victim.endpoint();
      ready(at);
      victim.signal("STOP");
      fault(FaultKind.STALLED, kubo.version(at, Duration.ofSeconds(1)));
      fault(FaultKind.STALLED, kubo.id(at, Duration.ofSeconds(1)));
      victim.signal("CONT");
      assertThat(answer(kubo.version(at, AMPLE)).version()).isEqualTo("0.43.0");
      answer(kubo.id(at, AMPLE));
      victim.signal("KILL");
      victim.awaitExit(AMPLE);
      fault(FaultKind.REFUSED, kubo.id(at, AMPLE));
      fault(FaultKind.REFUSED, kubo.version(at, AMPLE));
    }
  }

  @Test
  void credentialsOpenWhatTheyAreFor() throws Exception {
    String api =
        """
        {"Authorizations": {
          "Poller": {"AuthSecret": "basic:poller:hunter2", "AllowedPaths": ["/api/v0/id"]},
          "Fixer": {"AuthSecret": "bearer:t0ken", "AllowedPaths": ["/api/v0"]}}}
        """;
    try (PrivateNode guarded = start("guarded", api)) {
      KuboEndpoint nobody = guarded.endpoint();
      KuboEndpoint poller = guarded.endpoint(Optional.of("Basic cG9sbGVyOmh1bnRlcjI="));
      KuboEndpoint fixer = guarded.endpoint(Optional.of("Bearer t0ken"));
      ready(poller);
      fault(FaultKind.FORBIDDEN, kubo.id(nobody, AMPLE));
      fault(FaultKind.FORBIDDEN, kubo.version(nobody, AMPLE));
      fault(FaultKind.FORBIDDEN, kubo.repoGc(poller, AMPLE));
      Fault<Identity> wrong =
          fault(FaultKind.FORBIDDEN, kubo.id(guarded.endpoint(Optional.of("Bearer wr0ng")), AMPLE));
      assertThat(wrong.detail()).contains("credentials").doesNotContain("wr0ng");
      answer(kubo.repoGc(fixer, AMPLE));
      answer(kubo.processMetrics(nobody, AMPLE));
    }
  }
}
