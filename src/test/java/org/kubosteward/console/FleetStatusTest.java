package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Mutes;

class FleetStatusTest {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Finding DOWN = Stories.finding(Code.NODE_DOWN, Stories.K1, Level.CRIT);
  private static final Finding SKEW = Stories.finding(Code.VERSION_SKEW, Stories.K2, Level.WARN);

  @Test
  void isUnknownBeforeTheFirstRound() {
    FleetStatus verdict = FleetStatus.of(Optional.empty(), mutes(), EVERY, Duration.ofSeconds(5));
    assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict.why()).contains("the first round has not ended");
  }

  @Test
  void goesByTheWorstFinding() {
    assertThat(status(List.of(), mutes())).isEqualTo(Status.OK);
    assertThat(status(List.of(SKEW), mutes())).isEqualTo(Status.WARN);
    assertThat(status(List.of(DOWN, SKEW), mutes())).isEqualTo(Status.ERR);
  }

  @Test
  void leavesOutWhatIsMuted() {
    assertThat(status(List.of(DOWN, SKEW), mutes(mute(Code.NODE_DOWN, Optional.empty()))))
        .isEqualTo(Status.WARN);
  }

  @Test
  void aMuteOfOneNodeLeavesTheOthersAudible() {
    Mutes other = mutes(mute(Code.NODE_DOWN, Optional.of("kubo-2")));
    assertThat(status(List.of(DOWN), other)).isEqualTo(Status.ERR);
    Mutes same = mutes(mute(Code.NODE_DOWN, Optional.of("kubo-1")));
    assertThat(status(List.of(DOWN), same)).isEqualTo(Status.OK);
  }

  @Test
  void aMuteThatHasEndedMutesNothing() {
    Intent mute = mute(Code.NODE_DOWN, Optional.empty());
    Mutes later = Mutes.of(List.of(mute), List.of(), mute.expiresAt().orElseThrow());
    assertThat(later.covering(DOWN)).isEmpty();
  }

  @Test
  void isUnknownWhenTheLoopStandsStill() {
    Round round = round(List.of());
    assertThat(FleetStatus.stale(round, EVERY, Duration.ofSeconds(45))).isEmpty();
    FleetStatus verdict =
        FleetStatus.of(Optional.of(round), mutes(), EVERY, Duration.ofSeconds(60));
    assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict.why()).hasValueSatisfying(why -> assertThat(why).contains("stands still"));
  }

  private static Status status(List<Finding> findings, Mutes mutes) {
    return FleetStatus.of(Optional.of(round(findings)), mutes, EVERY, Duration.ofSeconds(5))
        .status();
  }

  private static Round round(List<Finding> findings) {
    return Stories.round(Stories.picture(Stories.node(Stories.K1, 0.5)), findings);
  }

  private static Mutes mutes(Intent... intents) {
    return Mutes.of(List.of(intents), List.of(), Stories.NOW);
  }

  private static Intent mute(Code code, Optional<String> node) {
    Intent all = Stories.mute(1, code, "known");
    return Intents.asked(
        1,
        Intent.Kind.MUTE,
        node,
        Optional.empty(),
        all.code(),
        "alice",
        "known",
        all.createdAt(),
        all.expiresAt());
  }
}
