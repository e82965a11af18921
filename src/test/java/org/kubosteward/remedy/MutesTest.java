package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

final class MutesTest {
  private static final Finding ONE = down("kubo-1", Level.WARN);
  private static final Finding TWO = down("kubo-2", Level.WARN);

  @Test
  void holdsAsLongAsItGetsNoWorse() {
    Intent.Mute mute = mute(Optional.empty()).measured(List.of(ONE, TWO));

    assertThat(mute.extent()).contains(new Intent.Extent(2, Level.WARN));
    assertThat(mutes(mute, ONE, TWO).audible(List.of(ONE, TWO))).isEmpty();
    assertThat(mutes(mute, ONE).covering(ONE)).contains(mute);
    assertThat(mutes(mute, TWO).outgrown(mute)).isEmpty();
  }

  @Test
  void endsWhenThereAreMoreOfThem() {
    Intent.Mute mute = mute(Optional.empty()).measured(List.of(ONE));
    Mutes worse = mutes(mute, ONE, TWO);

    assertThat(worse.outgrown(mute)).contains("2 findings now, 1 when muted");
    assertThat(worse.audible(List.of(ONE, TWO))).containsExactly(ONE, TWO);
    assertThat(worse.everywhere(Code.NODE_DOWN)).isFalse();
  }

  @Test
  void endsWhenTheWorstOfThemIsWorse() {
    Intent.Mute mute = mute(Optional.empty()).measured(List.of(ONE));
    Finding worse = down("kubo-1", Level.CRIT);

    assertThat(mutes(mute, worse).outgrown(mute)).contains("critical now, warning when muted");
    assertThat(mutes(mute, down("kubo-1", Level.CANNOT_TELL)).outgrown(mute)).isEmpty();
  }

  @Test
  void countsOnlyWhatItIsAbout() {
    Intent.Mute mute = mute(Optional.of("kubo-1")).measured(List.of(ONE, TWO));
    Finding other =
        new Finding(
            Code.REPO_FULL,
            Subject.of(Given.id("kubo-1")),
            Level.CRIT,
            Given.SINCE,
            new TreeMap<>());

    assertThat(mute.extent()).contains(new Intent.Extent(1, Level.WARN));
    assertThat(mutes(mute, ONE, TWO, other).audible(List.of(ONE, TWO, other)))
        .containsExactly(TWO, other);
    assertThat(mutes(mute, ONE, TWO, other).nodes(Code.NODE_DOWN)).containsExactly("kubo-1");
  }

  @Test
  void aMuteWithoutAnExtentHoldsWhateverComes() {
    Intent.Mute sticky = mute(Optional.empty());

    assertThat(mutes(sticky, ONE, TWO).audible(List.of(ONE, TWO))).isEmpty();
    assertThat(mutes(sticky, ONE, TWO).everywhere(Code.NODE_DOWN)).isTrue();
    assertThat(sticky.measured(List.of()).extent()).isEmpty();
  }

  @Test
  void endsAtItsEndAllTheSame() {
    Intent.Mute mute =
        mute(Optional.empty())
            .with(mute(Optional.empty()).asked().until(Fleets.START.plusSeconds(60)))
            .measured(List.of(ONE));

    assertThat(Mutes.of(List.of(mute), List.of(ONE), Fleets.START.plusSeconds(60)).covering(ONE))
        .isEmpty();
  }

  @Test
  void ofSeveralTheOneThatHoldsLongestCovers() {
    Intent brief = Given.expiring(mute(Optional.empty()), Fleets.START.plusSeconds(60));
    Intent.Mute endless = mute(Optional.of("kubo-1"));
    Intent.Mute longer =
        (Intent.Mute) Given.expiring(mute(Optional.empty()), Fleets.START.plusSeconds(600));
    Mutes mutes = Mutes.of(List.of(brief, endless, longer), List.of(ONE, TWO), Fleets.START);

    assertThat(mutes.covering(ONE)).contains(endless);
    assertThat(mutes.covering(TWO)).contains(longer);
  }

  @Test
  void whatOneHasOutgrownAnotherMayStillHold() {
    Intent.Mute everywhere = mute(Optional.empty()).measured(List.of(ONE));
    Intent.Mute single = mute(Optional.of("kubo-1")).measured(List.of(ONE));
    Mutes mutes = Mutes.of(List.of(everywhere, single), List.of(ONE, TWO), Fleets.START);

    assertThat(mutes.outgrown(everywhere)).isPresent();
    assertThat(mutes.outgrown(single)).isEmpty();
    assertThat(mutes.holding()).containsExactly(single);
  }

  @Test
  void aMuteOfOneNodeIsNoneOfTheFleetAndOneOfACodeNoneOfAnother() {
    Mutes single = mutes(mute(Optional.of("kubo-1")), ONE, TWO);
    Mutes fleet = mutes(mute(Optional.empty()), ONE, TWO);

    assertThat(single.everywhere(Code.NODE_DOWN)).isFalse();
    assertThat(single.nodes(Code.NODE_DOWN)).containsExactly("kubo-1");
    assertThat(single.nodes(Code.NODE_HUNG)).isEmpty();
    assertThat(fleet.everywhere(Code.NODE_HUNG)).isFalse();
  }

  private static Mutes mutes(Intent.Mute mute, Finding... findings) {
    return Mutes.of(List.of(mute), List.of(findings), Fleets.START);
  }

  private static Intent.Mute mute(Optional<String> node) {
    return Given.mute(node, Code.NODE_DOWN, Duration.ofMinutes(1));
  }

  private static Finding down(String node, Level level) {
    return new Finding(
        Code.NODE_DOWN, Subject.of(Given.id(node)), level, Given.SINCE, new TreeMap<>());
  }
}
