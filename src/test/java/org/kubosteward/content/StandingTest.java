package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.NOW;

import org.junit.jupiter.api.Test;

/** The verdicts on one content, and the sentence about it. */
class StandingTest {
  private static Standing of(int proven, int held, int excess, boolean stored, boolean young) {
    return new Standing(proven, proven, held, 0, 0, excess, 0, 0, 0, 3, stored, young, NOW);
  }

  private static Standing with(int fetching, int damaged, int away, int gone, int overdue) {
    return new Standing(3, 3, 0, fetching, damaged, 0, away, gone, overdue, 3, true, false, NOW);
  }

  @Test
  void theLadderGoesFromFulfilledToLost() {
    assertThat(of(3, 0, 0, true, false).verdicts()).containsExactly(Verdict.FULFILLED);
    assertThat(of(2, 0, 0, true, false).verdicts()).containsExactly(Verdict.UNDER_REPLICATED);
    assertThat(of(1, 0, 0, true, false).verdicts()).containsExactly(Verdict.AT_RISK);
    assertThat(of(0, 2, 0, true, false).verdicts()).containsExactly(Verdict.AT_RISK);
    assertThat(of(0, 0, 0, true, false).verdicts()).containsExactly(Verdict.LOST);
  }

  @Test
  void whatIsYoungOrNeverCameIsPendingAndWhatWasHeldIsLostHoweverYoung() {
    assertThat(of(1, 0, 0, true, true).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(of(0, 0, 0, false, false).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(of(0, 0, 0, true, true).verdict()).isEqualTo(Verdict.LOST);
    assertThat(of(3, 0, 0, true, true).verdict()).isEqualTo(Verdict.FULFILLED);
  }

  @Test
  void damageExcessAndOverdueProofsHoldBesideTheLadder() {
    assertThat(with(0, 1, 0, 0, 2).verdicts())
        .containsExactly(Verdict.FULFILLED, Verdict.PROOF_OVERDUE, Verdict.DAMAGED);
    assertThat(with(0, 1, 0, 0, 2).verdict()).isEqualTo(Verdict.DAMAGED);
    assertThat(of(3, 0, 1, true, false).verdicts())
        .containsExactly(Verdict.FULFILLED, Verdict.EXCESS);
  }

  @Test
  void theSentenceNamesWhatThereIsAndNothingElse() {
    assertThat(of(3, 0, 0, true, false).sentence()).isEqualTo("3 of 3 proven");
    assertThat(of(1, 2, 1, true, false).sentence())
        .isEqualTo("1 of 3 proven, 2 held and not proven, 1 too many");
    assertThat(with(1, 2, 3, 4, 5).sentence())
        .isEqualTo(
            "3 of 3 proven, 1 on its way, 2 damaged, 3 on nodes that do not answer,"
                + " 4 on nodes that are gone, 5 with an overdue proof");
  }

  @Test
  void whatNobodyHasYetIsNotNearItsLoss() {
    assertThat(of(0, 0, 0, false, false).urgency()).isEqualTo(2);
    assertThat(of(0, 0, 0, true, false).urgency()).isZero();
    assertThat(of(2, 0, 0, true, false).urgency()).isEqualTo(2);
    assertThat(of(2, 0, 0, true, false).isShort()).isTrue();
    assertThat(of(3, 0, 0, true, false).isShort()).isFalse();
  }
}
