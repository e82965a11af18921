package org.kubosteward.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kube.KubeReply;
import org.kubosteward.kube.KubeReply.Kind;
import org.kubosteward.kube.PodVerbs;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.RestartPod;

class PodActionsTest {
  private static final NodeId NODE = new NodeId("ipfs", "kubo-1");
  private static final RestartPod RESTART = new RestartPod(NODE, "uid-1");
  private static final GrowVolume GROW = new GrowVolume(NODE, "repo-kubo-1", "uid-2", 100, 125);

  private final List<String> calls = new ArrayList<>();

  @Test
  void evictsTheVeryPodThatWasJudgedOnce() {
    assertThat(restart(Kind.DONE, ""))
        .isEqualTo(done("evicted kubo-1; its StatefulSet makes it anew"));
    assertThat(calls).containsExactly("evict ipfs kubo-1 uid-1");
  }

  @Test
  void givesAHungProcessAsLongToEndAsTheActionSays() {
    RestartPod hung = new RestartPod(NODE, "uid-1", Duration.ofSeconds(10));

    now(new PodActions(verbs(Kind.DONE, "")).restart(hung));

    assertThat(calls).containsExactly("evict ipfs kubo-1 uid-1 within 10 s");
  }

  @Test
  void growsTheVeryClaimFromTheSizeThatWasSeenOnce() {
    assertThat(grow(Kind.DONE, ""))
        .isEqualTo(done("repo-kubo-1 asks for 125 bytes instead of 100"));
    assertThat(calls).containsExactly("grow ipfs repo-kubo-1 uid-2 100 125");
  }

  @Test
  void aDisruptionBudgetThatRefusesIsToldAndNothingGoesRoundIt() {
    assertThat(restart(Kind.REFUSED, "kubo needs 2 available"))
        .isEqualTo(
            new Outcome(Result.REFUSED, "the disruption budget refuses: kubo needs 2 available"));
    assertThat(calls).hasSize(1);
  }

  @Test
  void whereNobodyAnsweredTheOutcomeIsUnknown() {
    assertThat(restart(Kind.UNREACHABLE, "no answer in 10 s"))
        .isEqualTo(new Outcome(Result.TIMED_OUT, "no answer in 10 s"));
    assertThat(grow(Kind.UNREACHABLE, "no answer in 10 s").result()).isEqualTo(Result.TIMED_OUT);
  }

  @ParameterizedTest
  @CsvSource({
    "GONE, another pod of that name lives there now",
    "FAILED, the API server said 500",
  })
  void anyOtherAnswerIsAFailureInTheWordsOfTheApiServer(Kind kind, String detail) {
    assertThat(restart(kind, detail)).isEqualTo(new Outcome(Result.FAILED, detail));
    assertThat(grow(kind, detail)).isEqualTo(new Outcome(Result.FAILED, detail));
  }

  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN, the Role lacks create on pods/eviction",
    "CONFLICT, somebody else changed it",
  })
  void whatWasTurnedDownBeforeAnythingWasDoneIsRefused(Kind kind, String detail) {
    assertThat(restart(kind, detail)).isEqualTo(new Outcome(Result.REFUSED, detail));
    assertThat(grow(kind, detail)).isEqualTo(new Outcome(Result.REFUSED, detail));
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerHasAnOutcomeAndIsAskedForOnce(Kind kind) {
    Outcome outcome = restart(kind, "said");

    assertThat(outcome.result() == Result.DONE).isEqualTo(kind == Kind.DONE);
    assertThat(outcome.detail()).isNotBlank();
    assertThat(calls).hasSize(1);
  }

  @Test
  void outsideKubernetesItFailsWithTheSettingToSee() {
    PodActions nowhere = new PodActions(PodActions.none());

    for (Outcome outcome : List.of(now(nowhere.restart(RESTART)), now(nowhere.grow(GROW)))) {
      assertThat(outcome.result()).isEqualTo(Result.FAILED);
      assertThat(outcome.detail()).contains("steward.fleet.source");
    }
  }

  @Test
  void handsReachAPodOfANodeThatTheFleetStillNamesAndNoOther() {
    Optional<KuboEndpoint> rpc =
        Optional.of(new KuboEndpoint(URI.create("http://kubo-1:5001"), Optional.empty()));

    assertThat(performed(rpc, RESTART).result()).isEqualTo(Result.DONE);
    assertThat(performed(rpc, GROW).result()).isEqualTo(Result.DONE);
    assertThat(calls).hasSize(2);
    assertThat(performed(Optional.empty(), RESTART).result()).isEqualTo(Result.FAILED);
    assertThat(calls).hasSize(2);
  }

  private Outcome performed(Optional<KuboEndpoint> rpc, Action action) {
    Vertx vertx = Vertx.vertx();
    try (Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system())) {
      Delay none = span -> CompletableFuture.completedFuture(null);
      return now(
          new ActionRunner(
                  kubo, id -> rpc, none, Optional.of(verbs(Kind.DONE, "")), ContentPerformer.none())
              .perform(action));
    } finally {
      vertx.close();
    }
  }

  private Outcome restart(Kind kind, String detail) {
    return now(new PodActions(verbs(kind, detail)).restart(RESTART));
  }

  private Outcome grow(Kind kind, String detail) {
    return now(new PodActions(verbs(kind, detail)).grow(GROW));
  }

  private static Outcome done(String detail) {
    return new Outcome(Result.DONE, detail);
  }

  private static Outcome now(CompletionStage<Outcome> stage) {
    return stage.toCompletableFuture().join();
  }

  private PodVerbs verbs(Kind kind, String detail) {
    return new PodVerbs() {
      @Override
      public CompletionStage<KubeReply> evict(
          String namespace, String pod, String uid, Optional<Duration> grace) {
        String within = grace.map(g -> " within " + g.toSeconds() + " s").orElse("");
        return reply("evict %s %s %s%s".formatted(namespace, pod, uid, within));
      }

      @Override
      public CompletionStage<KubeReply> growClaim(
          String namespace, String claim, String uid, long fromBytes, long toBytes) {
        return reply("grow %s %s %s %d %d".formatted(namespace, claim, uid, fromBytes, toBytes));
      }

      private CompletionStage<KubeReply> reply(String call) {
        calls.add(call);
        return CompletableFuture.completedFuture(new KubeReply(kind, 0, detail));
      }
    };
  }
}
