package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.WEEK;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.away;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.excess;
import static org.kubosteward.content.Given.fetching;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.held;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.stale;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private final Contents three = wanted(policy(3, 3), 1);
  private final Contents two = wanted(policy(2, 3), 1);
  private final Contents one = wanted(policy(1, 1), 1);

  @Test
  void asManyProvenCopiesAsAreAskedForFulfil() {
    assertThat(verdict(with(three, 1, proven(), 1, 2, 3), hosts(3))).isEqualTo(Verdict.FULFILLED);
    assertThat(verdict(with(one, 1, proven(), 1), hosts(3))).isEqualTo(Verdict.FULFILLED);
  }

  @Test
  void whatNobodyHereHasHadYetIsPendingAndNotLost() {
    assertThat(verdict(two, hosts(3))).isEqualTo(Verdict.PENDING);
    assertThat(verdict(with(two, 1, fetching(2), 1), hosts(3))).isEqualTo(Verdict.PENDING);
  }

  @Test
  void fewerThanAskedForAndMoreThanOneIsShort() {
    assertThat(verdict(with(three, 1, proven(), 1, 2), hosts(3)))
        .isEqualTo(Verdict.UNDER_REPLICATED);
  }

  @Test
  void oneProvenCopyOfSeveralThatAreAskedForIsAtRisk() {
    assertThat(verdict(with(two, 1, proven(), 1), hosts(3))).isEqualTo(Verdict.AT_RISK);
  }

  @Test
  void thatKuboCallsACopyPinnedIsNoProof() {
    assertThat(verdict(with(two, 1, held(), 1, 2, 3), hosts(3))).isEqualTo(Verdict.AT_RISK);
    assertThat(verdict(with(one, 1, held(), 1), hosts(3))).isEqualTo(Verdict.AT_RISK);
    assertThat(verdict(with(with(three, 1, proven(), 1, 2), 1, held(), 3), hosts(3)))
        .isEqualTo(Verdict.UNDER_REPLICATED);
  }

  @Test
  void noCopyIsLeftOfWhatWasStored() {
    Contents stored = two.change().stored(cid(1)).done();

    assertThat(verdict(stored, hosts(3))).isEqualTo(Verdict.LOST);
    assertThat(verdict(with(stored, 1, fetching(2), 1), hosts(3))).isEqualTo(Verdict.LOST);
    assertThat(verdict(with(stored, 1, damaged(), 1), hosts(3))).isEqualTo(Verdict.LOST);
    assertThat(verdict(with(stored, 1, excess(Duration.ZERO), 1), hosts(3)))
        .isEqualTo(Verdict.AT_RISK);
  }

  @Test
  void aNodeThatIsAwayStillCountsAndOneThatIsGoneDoesNot() {
    Contents both = with(two, 1, proven(), 1, 2);

    Standing away = standing(both, away(hosts(3), 2));
    assertThat(away.verdict()).isEqualTo(Verdict.FULFILLED);
    assertThat(away.proven()).isEqualTo(2);
    assertThat(away.fresh()).isEqualTo(1);
    assertThat(away.away()).isEqualTo(1);

    Standing gone = standing(both, gone(hosts(3), 2));
    assertThat(gone.verdict()).isEqualTo(Verdict.AT_RISK);
    assertThat(gone.gone()).isEqualTo(1);
    assertThat(gone.since()).isEqualTo(ago(Duration.ofMinutes(20)));

    assertThat(verdict(both, gone(gone(hosts(3), 1), 2))).isEqualTo(Verdict.LOST);
    assertThat(verdict(both, away(away(hosts(3), 1), 2))).isEqualTo(Verdict.FULFILLED);
  }

  @Test
  void whatWasOnItsWayToANodeThatIsGoneIsNoCopy() {
    Standing standing = standing(with(two, 1, fetching(2), 1), gone(hosts(3), 1));

    assertThat(standing.gone()).isZero();
    assertThat(standing.fetching()).isZero();
  }

  @Test
  void aNodeThatWasNeverHeardOfIsAway() {
    assertThat(standing(with(two, 1, proven(), 9), hosts(3)).away()).isEqualTo(1);
  }

  @Test
  void aProofThatIsTooOldIsOverdueAndCountsUntilItFails() {
    Standing standing = standing(with(two, 1, stale(), 1, 2), hosts(3));

    assertThat(standing.verdict()).isEqualTo(Verdict.PROOF_OVERDUE);
    assertThat(standing.verdicts()).containsExactly(Verdict.FULFILLED, Verdict.PROOF_OVERDUE);
    assertThat(standing.proven()).isEqualTo(2);
    assertThat(standing.fresh()).isZero();
    assertThat(standing.overdue()).isEqualTo(2);
  }

  @Test
  void theIntervalEndsWithItsLastMillisecond() {
    Copy onTime = new Copy.Proven(ago(WEEK));
    Copy late = new Copy.Proven(ago(WEEK).minusMillis(1));

    assertThat(standing(with(two, 1, onTime, 1, 2), hosts(3)).overdue()).isZero();
    assertThat(standing(with(two, 1, onTime, 1, 2), hosts(3)).fresh()).isEqualTo(2);
    assertThat(standing(with(two, 1, late, 1, 2), hosts(3)).overdue()).isEqualTo(2);
  }

  @Test
  void aCopyThatWasPinnedAWeekAgoAndNeverProvenIsOverdue() {
    Copy old = new Copy.Held(ago(WEEK.plusDays(1)));

    assertThat(standing(with(two, 1, old, 1), hosts(3)).verdicts())
        .containsExactly(Verdict.PROOF_OVERDUE, Verdict.AT_RISK);
  }

  @Test
  void damageIsToldBesideHowManyCopiesThereAre() {
    Contents enough = with(with(two, 1, proven(), 1, 2), 1, damaged(), 3);
    assertThat(verdict(enough, hosts(3))).isEqualTo(Verdict.DAMAGED);
    assertThat(standing(enough, hosts(3)).verdicts())
        .containsExactly(Verdict.FULFILLED, Verdict.DAMAGED);

    Contents few = with(with(two, 1, proven(), 1), 1, damaged(), 3);
    assertThat(verdict(few, hosts(3))).isEqualTo(Verdict.AT_RISK);
    assertThat(standing(few, hosts(3)).verdicts())
        .containsExactly(Verdict.DAMAGED, Verdict.AT_RISK);
  }

  @Test
  void sinceWhenIsTheFirstThingThatWentWrongAndElseTheWish() {
    assertThat(standing(two, hosts(3)).since()).isEqualTo(ago(Duration.ofDays(1)));
    Contents removed = with(two, 1, new Copy.Absent(ago(Duration.ofMinutes(7)), 0), 1);
    assertThat(standing(removed, hosts(3)).since()).isEqualTo(ago(Duration.ofMinutes(7)));
    assertThat(standing(with(removed, 1, damaged(), 2), hosts(3)).since())
        .isEqualTo(ago(Duration.ofMinutes(7)));
  }

  @Test
  void whatNobodyWantsHasNoStanding() {
    assertThat(new Standings(two, hosts(3), NOW).of(cid(7))).isEmpty();
  }

  private static Standing standing(Contents contents, Hosts hosts) {
    return new Standings(contents, hosts, NOW).of(cid(1)).orElseThrow();
  }

  private static Verdict verdict(Contents contents, Hosts hosts) {
    return standing(contents, hosts).verdict();
  }
}
