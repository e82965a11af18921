package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.KuboEndpoint;

class LaggardsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final NodeId NODE = Fleets.id("kubo-1");
  private static final Target HERE = at("http://10.0.0.1:5001");

  private final Laggards laggards = new Laggards();

  @Test
  void isWhoeverLetTheDeadlinePassAndNobodyWhoSaidNoAtOnce() {
    assertThat(laggards.has(NODE, silent(Why.STALLED))).isTrue();
    assertThat(laggards.has(NODE, silent(Why.CONNECT_TIMED_OUT))).isTrue();
    assertThat(laggards.has(NODE, silent(Why.REFUSED))).isFalse();
    assertThat(laggards.has(NODE, silent(Why.NOT_ASKED))).isFalse();
    assertThat(laggards.has(NODE, well())).isFalse();
  }

  @Test
  void staysWhatItWasUntilItsInterviewHasEnded() {
    CompletableFuture<NodeView> answer = new CompletableFuture<>();
    NodeView last = silent(Why.STALLED);
    laggards.ask(HERE, last, () -> answer);
    assertThat(laggards.views()).containsEntry(NODE, last);

    NodeView later = silent(Why.CONNECT_TIMED_OUT);
    answer.complete(later);

    assertThat(laggards.views()).containsEntry(NODE, later);
    assertThat(laggards.has(NODE, last)).isTrue();
    assertThat(laggards.heard()).isFalse();
  }

  @Test
  void isAskedInTheRoundAgainOnceItHasAnsweredAndIsHeardOnce() {
    CompletableFuture<NodeView> answer = new CompletableFuture<>();
    laggards.ask(HERE, silent(Why.STALLED), () -> answer);
    answer.complete(well());

    assertThat(laggards.heard()).isTrue();
    assertThat(laggards.heard()).isFalse();
    assertThat(laggards.has(NODE, silent(Why.STALLED))).isFalse();
  }

  @Test
  void isNotAskedTwiceAtAnAddressAndAnewAtAnother() {
    CompletableFuture<NodeView> here = new CompletableFuture<>();
    CompletableFuture<NodeView> there = CompletableFuture.completedFuture(well());
    laggards.ask(HERE, silent(Why.STALLED), () -> here);
    laggards.ask(HERE, silent(Why.STALLED), () -> there);
    assertThat(laggards.views().get(NODE)).isEqualTo(silent(Why.STALLED));

    laggards.ask(at("http://10.0.0.2:5001"), silent(Why.STALLED), () -> there);
    assertThat(laggards.views().get(NODE)).isEqualTo(well());
  }

  @Test
  void isNoLaggardAfterAFaultOfTheInterviewSoThatOneRoundAloneFails() {
    laggards.ask(
        HERE,
        silent(Why.STALLED),
        () -> CompletableFuture.failedFuture(new IllegalStateException("a fault of our own")));

    assertThat(laggards.has(NODE, silent(Why.STALLED))).isFalse();
  }

  @Test
  void isForgottenWhenItLeaves() {
    laggards.ask(HERE, silent(Why.STALLED), CompletableFuture::new);
    laggards.keepOnly(Set.of());
    assertThat(laggards.views()).isEmpty();
  }

  private static NodeView silent(Why why) {
    return NodeView.unknown(NODE, why, "silent", NOW);
  }

  private static NodeView well() {
    return Fleets.threeHealthy().picture().node(NODE).orElseThrow();
  }

  private static Target at(String api) {
    return new Target(NODE, new KuboEndpoint(URI.create(api), Optional.empty()), Optional.empty());
  }
}
