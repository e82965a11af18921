package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;

final class LastCopyTest {
  private static final Fleets HUNG = Fleets.threeHealthy().inPods().hung("kubo-2");
  private static final Fleets BARE = HUNG.pod("kubo-2", PodDraft::withoutVolume);

  private static final Duration NOW = Duration.ZERO;

  /** A minute ago the node answered for the last time. */
  private static final Duration TOLD = Duration.ofMinutes(4);

  private final Guard guard = new LastCopy();
  private final Action restart = Given.restart("kubo-2");

  @Test
  void whatLiesOnAPersistentVolumeOutlivesThePod() {
    assertThat(Given.hung(HUNG).veto(guard, restart)).isEmpty();
    assertThat(Given.hung(HUNG.withPins("kubo-2", 100, 100)).veto(guard, restart)).isEmpty();
  }

  @Test
  void withoutAVolumeAndWithoutKnowingItsPinsNothingIsDone() {
    assertThat(Given.hung(BARE).veto(guard, restart))
        .contains(
            "the repository of kubo-2 is on no persistent volume, and a restart would delete"
                + " whatever it pins, which nobody knows now");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1 pins", "0, 1, 1 pins", "2, 3, 5 pins", "2, 2, 4 pins"})
  void pinsThatCannotBeComparedAreEnoughToRefuse(long recursive, long direct, String said) {
    assertThat(Given.hung(BARE.withPins("kubo-2", recursive, direct)).veto(guard, restart))
        .hasValueSatisfying(
            why -> assertThat(why).contains("would delete " + said + " that cannot be compared"));
  }

  @Test
  void whatOthersHaveToldToKeepSinceItFellSilentMayGo() {
    Fleets kept =
        BARE.keeps("kubo-2", TOLD, 1, 2, 3)
            .keeps("kubo-1", NOW, 1, 3, 7)
            .keeps("kubo-3", NOW, 2, 8);

    assertThat(Given.hung(kept).veto(guard, restart)).isEmpty();
  }

  @Test
  void aRootThatNobodyElseKeepsIsEnoughToRefuse() {
    Fleets sole =
        BARE.keeps("kubo-2", TOLD, 1, 2, 3).keeps("kubo-1", NOW, 1).keeps("kubo-3", NOW, 2);

    assertThat(Given.hung(sole).veto(guard, restart))
        .contains(
            "the repository of kubo-2 is on no persistent volume, and a restart would delete 1 of"
                + " its 3 pins that none of 2 other nodes has told to keep since"
                + " 2026-03-02T07:59:00Z");
  }

  @Test
  void aCopyOnANodeThatIsSilentTooIsNone() {
    Fleets both =
        BARE.hung("kubo-3")
            .keeps("kubo-2", TOLD, 1)
            .keeps("kubo-3", TOLD, 1)
            .keeps("kubo-1", NOW, 2);

    assertThat(Given.hung(both).veto(guard, restart)).isPresent();
  }

  @Test
  void aCopyOnANodeThatFellSilentAfterItToldIsNone() {
    Fleets sinceThen =
        BARE.hung("kubo-3")
            .keeps("kubo-2", TOLD, 1)
            .keeps("kubo-3", Duration.ofSeconds(30), 1)
            .keeps("kubo-1", NOW, 2);

    assertThat(Given.hung(sinceThen).veto(guard, restart))
        .hasValueSatisfying(why -> assertThat(why).contains("none of 1 other nodes"));
  }

  @Test
  void whatItToldTwelveMinutesBeforeItFellSilentStillCounts() {
    Fleets longAgo = BARE.lastAnswered("kubo-2", Duration.ofHours(1)).keeps("kubo-1", NOW, 1);

    assertThat(Given.hung(longAgo.keeps("kubo-2", Duration.ofMinutes(72), 1)).veto(guard, restart))
        .isEmpty();
    assertThat(
            Given.hung(longAgo.keeps("kubo-2", Duration.ofMinutes(72).plusSeconds(1), 1))
                .veto(guard, restart))
        .isPresent();
  }

  @Test
  void whatOthersToldBeforeItFellSilentIsNoProof() {
    Fleets before =
        BARE.keeps("kubo-2", TOLD, 1)
            .keeps("kubo-1", Duration.ofSeconds(61), 1)
            .keeps("kubo-3", Duration.ofSeconds(61), 1);

    assertThat(Given.hung(before).veto(guard, restart)).isPresent();
  }

  @Test
  void aReportOfMoreThanTwelveMinutesAgoIsNoneEither() {
    Fleets longAgo = BARE.lastAnswered("kubo-2", Duration.ofHours(1));
    Duration old = Duration.ofMinutes(12);

    assertThat(
            Given.hung(longAgo.keeps("kubo-2", Duration.ofMinutes(61), 1).keeps("kubo-1", old, 1))
                .veto(guard, restart))
        .isPresent();
    assertThat(
            Given.hung(
                    longAgo
                        .keeps("kubo-2", Duration.ofMinutes(61), 1)
                        .keeps("kubo-1", old.minusSeconds(1), 1))
                .veto(guard, restart))
        .isEmpty();
    assertThat(
            Given.hung(longAgo.keeps("kubo-2", Duration.ofMinutes(73), 1).keeps("kubo-1", NOW, 1))
                .veto(guard, restart))
        .hasValueSatisfying(why -> assertThat(why).endsWith("which nobody knows now"));
  }

  @Test
  void whereNodesAreAskedForTheirPinsMoreSeldomAReportCountsForLonger() {
    Fleets longAgo =
        BARE.lastAnswered("kubo-2", Duration.ofHours(1))
            .keeps("kubo-2", Duration.ofMinutes(61), 1)
            .keeps("kubo-1", Duration.ofMinutes(20), 1);

    assertThat(Given.hung(longAgo).veto(guard, restart)).isPresent();
    assertThat(Given.hung(longAgo).bounds(askedEvery(Duration.ofMinutes(9))).veto(guard, restart))
        .isEmpty();
    assertThat(Given.hung(longAgo).bounds(askedEvery(Duration.ofMinutes(8))).veto(guard, restart))
        .isPresent();
  }

  private static RemedyPolicy.Bounds askedEvery(Duration pace) {
    return new RemedyPolicy.Bounds(3, 4, 4, pace);
  }

  @Test
  void withoutAVolumeOneThatKeepsNothingMayGo() {
    assertThat(Given.hung(BARE.withPins("kubo-2", 0, 0)).veto(guard, restart)).isEmpty();
  }

  @Test
  void aPodOfWhichNothingIsKnownCountsAsOneWithoutAVolume() {
    Fleets unknown = HUNG.without("kubo-2", Question.POD, Why.UNREACHABLE);

    assertThat(Given.hung(unknown).veto(guard, restart)).isPresent();
    assertThat(Given.hung(HUNG.leftBy("kubo-2")).veto(guard, restart)).isPresent();
  }

  @Test
  void whatDeletesNoPodIsNotItsBusiness() {
    Fleets bare = Fleets.threeHealthy().inPods().pod("kubo-1", PodDraft::withoutVolume);

    assertThat(Given.full().fleet(f -> bare).veto(guard, Given.collect("kubo-1"))).isEmpty();
    assertThat(Given.tight().fleet(f -> bare).veto(guard, Given.grow("kubo-1"))).isEmpty();
  }
}
