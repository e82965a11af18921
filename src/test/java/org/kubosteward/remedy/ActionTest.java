package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Version;

final class ActionTest {
  private static final List<Action> ALL =
      List.of(
          Given.reconnect("kubo-1", "kubo-2"),
          Given.reconnect("kubo-1", "kubo-3"),
          Given.refresh("kubo-1", "kubo-2"),
          Given.collect("kubo-1"),
          Given.collect("kubo-2"),
          Given.restart("kubo-1"),
          Given.grow("kubo-1"),
          Given.heal("kubo-1", "bafyone"),
          Given.heal("kubo-1", "bafytwo"),
          Given.heal("kubo-1", "bafyone", "bafytwo"),
          Given.heal("kubo-2", "bafyone"),
          Batches.copying("kubo-1", "bafyone"),
          Batches.copying("kubo-1", "bafyone", "bafytwo"),
          Batches.copying("kubo-2", "bafyone"),
          Batches.healing("kubo-1", "bafyone"),
          Batches.healing("kubo-1", "bafytwo"),
          Batches.dropping("kubo-1", "bafyone", "bafytwo", "bafythree"),
          Batches.dropping("kubo-2", "bafyone"));

  @Test
  void healingOneBlockAndAnotherOnOneNodeAreTwoDeeds() {
    assertThat(Given.heal("kubo-1", "bafyone").sameDeed(Given.heal("kubo-1", "bafytwo"))).isFalse();
    assertThat(Given.heal("kubo-1", "bafyone", "bafytwo"))
        .matches(both -> both.sameDeed(Given.heal("kubo-1", "bafytwo", "bafyone")));
  }

  @Test
  void whicheverSideIsAskedItIsTheSameDeed() {
    Action there = Given.reconnect("kubo-1", "kubo-2");
    Action back = Given.reconnect("kubo-2", "kubo-1");

    assertThat(there.sameDeed(back)).isTrue();
    assertThat(there.samePlace(Given.refresh("kubo-2", "kubo-1"))).isTrue();
    assertThat(there.samePlace(Given.reconnect("kubo-3", "kubo-1"))).isFalse();
    assertThat(there.samePlace(Given.collect("kubo-1"))).isFalse();
    assertThat(Given.collect("kubo-1").samePlace(there)).isFalse();
  }

  @Test
  void aPodThatWasMadeAnewOrAClaimThatGrewMakesNoOtherDeed() {
    GrowVolume grow = Given.grow("kubo-1");

    assertThat(Given.restart("kubo-1").sameDeed(new RestartPod(Given.id("kubo-1"), "another")))
        .isTrue();
    assertThat(
            grow.sameDeed(
                new GrowVolume(grow.target(), grow.claim(), "another", 13L << 30, 17L << 30)))
        .isTrue();
    assertThat(grow.sameDeed(new GrowVolume(grow.target(), "blocks-kubo-1", "uid", 1, 2)))
        .as("the other volume of the node")
        .isFalse();
  }

  /** One is made for maps, the other for the many comparisons of a round. */
  @Test
  void twoAreTheSameDeedJustWhenTheirKeysAreEqual() {
    for (Action one : ALL) {
      for (Action other : ALL) {
        assertThat(one.sameDeed(other))
            .as("%s and %s", one.describe(), other.describe())
            .isEqualTo(one.deedKey().equals(other.deedKey()))
            .isEqualTo(one.equals(other));
      }
    }
  }

  @Test
  void saysInAFewWordsWhatItIsAbout() {
    assertThat(ALL)
        .extracting(Action::describe)
        .contains(
            "reconnect-peer kubo-1 to kubo-2",
            "collect-garbage kubo-1",
            "grow-volume kubo-1 (repo-kubo-1)",
            "heal-blocks kubo-1 (bafyone, bafytwo)",
            "copy-content of 1 content on kubo-1 (bafyone)",
            "copy-content of 2 contents on kubo-1 (bafyone, bafytwo)",
            "heal-content of 1 content on kubo-1 (bafyone)",
            "drop-excess of 3 contents on kubo-1 (bafyone, bafythree, ...)");
  }

  @ParameterizedTest
  @EnumSource
  void whatCanHurtIsOnlyProposedUntilASettingSaysOtherwise(ActionKind kind) {
    assertThat(kind.shipped())
        .isEqualTo(kind.disruptive() || kind == ActionKind.DROP_EXCESS ? Mode.PROPOSE : Mode.AUTO);
    assertThat(RemedyPolicy.Rule.shipped(kind).mode()).isEqualTo(kind.shipped());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindKnowsItsRecordItsTimeAndWhatItRestsOn(ActionKind kind) {
    assertThat(ALL).anySatisfy(action -> assertThat(action).isInstanceOf(kind.type()));
    assertThat(ALL)
        .filteredOn(action -> action.kind() == kind)
        .isNotEmpty()
        .allSatisfy(action -> assertThat(action).isInstanceOf(kind.type()))
        .allSatisfy(action -> assertThat(action.deadline()).isEqualTo(kind.deadline()));
    assertThat(kind.deadline()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(30));
    assertThat(kind.restsOn()).isNotEmpty();
  }

  @Test
  void namesTheObjectOfKubernetesThatWasJudged() {
    assertThat(Given.restart("kubo-1").object())
        .contains(new Action.KubeObject(Action.KubeObject.Sort.POD, "kubo-1", "uid-kubo-1"));
    assertThat(Given.grow("kubo-1").object())
        .contains(
            new Action.KubeObject(Action.KubeObject.Sort.CLAIM, "repo-kubo-1", "claim-uid-kubo-1"));
    assertThat(Given.collect("kubo-1").object()).isEmpty();
  }

  @Test
  void aHazardHasAFirstAndALastVersionAndAnUnknownOneMayHaveIt() {
    Hazard hazard = new Hazard(minor("0.37.0"), minor("0.42.0"), "it hangs", "somewhere");

    assertThat(hazard.in(minor("0.36.9"))).isFalse();
    assertThat(hazard.in(minor("0.37.0"))).isTrue();
    assertThat(hazard.in(minor("0.42.3"))).isTrue();
    assertThat(hazard.in(minor("0.43.0"))).isFalse();
    assertThat(hazard.in(minor("dev"))).isTrue();
    assertThat(hazard.versions()).isEqualTo("0.37 to 0.42");
    assertThat(new Hazard(minor(""), minor("0.42.0"), "it hangs", "somewhere").versions())
        .isEqualTo("0.42 and older");
  }

  @Test
  void healsBetweenOneBlockAndFour() {
    assertThatThrownBy(() -> Given.heal("kubo-1")).hasMessageContaining("4 at most");
    assertThatThrownBy(() -> Given.heal("kubo-1", "a", "b", "c", "d", "e"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Given.heal("kubo-1", "b", "a").about()).isEqualTo(Set.of("a", "b"));
  }

  private static Version.Minor minor(String release) {
    return new Version(release, "18", "amd64/linux").minor();
  }
}
