package org.kubosteward.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.HealBlocks;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RefreshLink;

class ActionRunnerTest {
  private static final NodeId HERE = new NodeId("default", "kubo-1");
  private static final NodeId THERE = new NodeId("default", "kubo-2");
  private static final String PEER = "12D3KooWGWypAVHXRjGroFnSG8uaU4CQEk4Pv8DvfMkoE8paYEVJ";
  private static final List<String> ADDRESSES =
      List.of("/ip4/10.0.0.2/tcp/4001/p2p/" + PEER, "/ip4/127.0.0.1/tcp/4001/p2p/" + PEER);
  private static final String CONNECTED = "{\"Strings\":[\"connect " + PEER + " success\"]}";
  private static final String DROPPED = "{\"Strings\":[\"disconnect " + PEER + " success\"]}";

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo node = new RecordedKubo(vertx).answering("diag/cmds", "[]");
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final List<Duration> waits = new ArrayList<>();
  private final ActionRunner hands =
      new ActionRunner(
          kubo,
          id -> id.equals(HERE) ? Optional.of(node.endpoint()) : Optional.empty(),
          span -> {
            waits.add(span);
            return CompletableFuture.completedFuture(null);
          });

  @AfterEach
  void close() {
    kubo.close();
    node.close();
    vertx.close();
  }

  @Test
  void reconnectsByDiallingAllAddressesInOneCall() {
    node.answering("swarm/connect", CONNECTED);

    Outcome outcome = perform(new ReconnectPeer(HERE, THERE, PEER, ADDRESSES));

    assertThat(outcome.result()).isEqualTo(Result.DONE);
    assertThat(outcome.detail()).startsWith("connected in ");
    assertThat(node.commands()).containsExactly("swarm/connect");
    assertThat(node.calls().get(0)).containsSubsequence("10.0.0.2", "127.0.0.1");
  }

  @Test
  void tellsWhyADialFailed() {
    node.failing("swarm/connect", "connect failure: all dials failed: connection refused");

    Outcome outcome = perform(new ReconnectPeer(HERE, THERE, PEER, ADDRESSES));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).contains("all dials failed");
    assertThat(node.commands()).containsExactly("swarm/connect");
  }

  @Test
  void dialsOnceMoreWhenTwoHandshakesMet() {
    node.failing(
        "swarm/connect", "tls: received unexpected handshake message of type *tls.clientHelloMsg");

    Outcome outcome = perform(new ReconnectPeer(HERE, THERE, PEER, ADDRESSES));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(node.commands()).containsExactly("swarm/connect", "swarm/connect");
    assertThat(waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void refreshesALinkByDroppingItWaitingAndDialling() {
    node.answering("swarm/disconnect", DROPPED).answering("swarm/connect", CONNECTED);

    Outcome outcome = perform(new RefreshLink(HERE, THERE, PEER, ADDRESSES));

    assertThat(outcome.result()).isEqualTo(Result.DONE);
    assertThat(node.commands()).containsExactly("swarm/disconnect", "swarm/connect");
    assertThat(waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aLinkThatIsAlreadyGoneIsDialledAllTheSame() {
    node.answering(
            "swarm/disconnect",
            "{\"Strings\":[\"disconnect " + PEER + " failure: not connected\"]}")
        .answering("swarm/connect", CONNECTED);

    assertThat(perform(new RefreshLink(HERE, THERE, PEER, ADDRESSES)).result())
        .isEqualTo(Result.DONE);
  }

  @Test
  void aLinkThatCannotBeDroppedIsNotDialled() {
    node.answering("swarm/disconnect", "not json");

    Outcome outcome = perform(new RefreshLink(HERE, THERE, PEER, ADDRESSES));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).startsWith("the link could not be dropped");
    assertThat(node.commands()).containsExactly("swarm/disconnect");
  }

  @Test
  void healsBlocksByReadingThemAndMakesNoCallThatWrites() {
    node.answering("block/get", "bytes of a block");

    Outcome outcome = perform(new HealBlocks(HERE, List.of("bafyone", "bafytwo")));

    assertThat(outcome.result()).isEqualTo(Result.DONE);
    assertThat(outcome.detail()).isEqualTo("2 blocks fetched, 32 bytes");
    assertThat(node.commands()).containsExactly("block/get", "block/get");
    assertThat(node.calls().get(0)).contains("bafyone");
  }

  @Test
  void aBlockThatCannotBeReadEndsTheHealingAndIsNamed() {
    node.failing("block/get", "block was not found");

    Outcome outcome = perform(new HealBlocks(HERE, List.of("bafyone", "bafytwo")));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).contains("bafyone").contains("not found");
    assertThat(node.commands()).hasSize(1);
  }

  @Test
  void collectsOnceAndTellsWhatWasFreed() {
    node.answering(
        "repo/gc",
        """
        {"Key":{"/":"bafkreidqfn6s4sziytz66fbuxurthkbue54wveah7mvcgjel5tknkgr6p4"}}
        {"Key":{"/":"bafkreia6b72edrymir45maft7hbdhbjahfjom76wf7nkdk7cwyqjkeiisa"}}
        """);

    Outcome outcome = perform(new CollectGarbage(HERE));

    assertThat(outcome.result()).isEqualTo(Result.DONE);
    assertThat(outcome.detail()).contains("2 blocks removed").contains("freed");
    assertThat(node.commands()).containsExactly("diag/cmds", "repo/stat", "repo/gc", "repo/stat");
  }

  @Test
  void doesNotCollectWhenAWriterBeganSinceTheRoundLooked() {
    node.answering("diag/cmds", active("pin/add"));

    Outcome outcome = perform(new CollectGarbage(HERE));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).startsWith("not begun: pin/add");
    assertThat(node.commands()).containsExactly("diag/cmds");
  }

  @Test
  void doesNotCollectBesideAnotherCollection() {
    node.answering("diag/cmds", active("repo/gc"));

    assertThat(perform(new CollectGarbage(HERE)).detail()).startsWith("not begun: repo/gc");
  }

  @Test
  void doesNotCollectWhenTheCommandsCannotBeSeen() {
    node.failing("diag/cmds", "no");

    assertThat(perform(new CollectGarbage(HERE)).detail())
        .startsWith("not begun: its commands cannot be seen");
    assertThat(node.commands()).doesNotContain("repo/gc");
  }

  @Test
  void readersDoNotHoldACollectionUp() {
    node.answering("diag/cmds", active("cat")).answering("repo/gc", "");

    assertThat(perform(new CollectGarbage(HERE)).result()).isEqualTo(Result.DONE);
  }

  @Test
  void anAbortedCollectionIsAFailureThatNamesTheCause() {
    node.failing("repo/gc", "garbage collection aborted: could not retrieve links");

    Outcome outcome = perform(new CollectGarbage(HERE));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).startsWith("aborted").contains("could not retrieve links");
    assertThat(node.commands().stream().filter("repo/gc"::equals)).hasSize(1);
  }

  @Test
  void aNodeThatLeftTheFleetIsNotActedOn() {
    Outcome outcome = perform(new CollectGarbage(THERE));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).isEqualTo("kubo-2 is no longer in the fleet");
  }

  private Outcome perform(Action action) {
    return hands.perform(action).toCompletableFuture().join();
  }

  private static String active(String command) {
    return """
    [{"StartTime":"2026-11-23T05:33:22.514498577Z","EndTime":"0001-01-01T00:00:00Z",\
    "Active":true,"Command":"%s","Options":{},"Args":[],"ID":7}]\
    """
        .formatted(command);
  }
}
