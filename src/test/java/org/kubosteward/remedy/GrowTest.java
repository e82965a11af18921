package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;

final class GrowTest {
  private static final long GIB = 1L << 30;

  @ParameterizedTest(name = "{0} of at most {1} grows to {2}")
  @CsvSource({
    "1, 100, 2",
    "4, 100, 5",
    "5, 100, 7",
    "8, 100, 10",
    "10, 100, 13",
    "10, 13, 13",
    "10, 12, 12",
    "10, 11, 11",
    "100, 1000, 125",
  })
  void growsByAQuarterInWholeGibibytesAsFarAsItMay(long from, long most, long to) {
    assertThat(proposed(sized(from * GIB, from * GIB, OptionalLong.of(most * GIB))).action())
        .contains(
            new GrowVolume(
                Given.id("kubo-1"), "repo-kubo-1", "claim-uid-kubo-1", from * GIB, to * GIB));
  }

  @Test
  void anOddSizeIsRoundedUpAndTheLastStepEndsAtTheLimit() {
    long odd = 10 * GIB + 1;

    assertThat(size(sized(odd, odd, OptionalLong.of(100 * GIB)))).isEqualTo(14 * GIB);
    assertThat(size(sized(odd, odd, OptionalLong.of(odd + 5)))).isEqualTo(odd + 5);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10, 9", "10, 0"})
  void aVolumeThatHasReachedItsLimitIsLeftAndNeverShrinks(long from, long most) {
    Proposal proposal = proposed(sized(from * GIB, from * GIB, OptionalLong.of(most * GIB)));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why())
        .startsWith("repo-kubo-1 is as large as kubo-steward.org/grow-up-to allows");
  }

  @Test
  void withoutAnAnnotationNothingGrows() {
    Proposal proposal = proposed(sized(10 * GIB, 10 * GIB, OptionalLong.empty()));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why()).contains("kubo-steward.org/grow-up-to").contains("there is none");
  }

  @Test
  void aVolumeThatStillGrowsIsNotAskedAgain() {
    Proposal proposal = proposed(sized(10 * GIB, 10 * GIB + 1, OptionalLong.of(100 * GIB)));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why()).contains("has not yet").contains("events of the claim");
  }

  @Test
  void aVolumeThatCannotGrowIsSaidToBeSo() {
    Proposal proposal =
        proposed(
            Given.tight().fleet(f -> f.pod("kubo-1", p -> PodDraft.volume(p, PodDraft::rigid))));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why()).contains("StorageClass of repo-kubo-1 does not let it grow");
  }

  @Test
  void withoutAVolumeOnlyAPersonCanMakeSpace() {
    for (Given given :
        new Given[] {
          Given.tight().fleet(fleet -> fleet.pod("kubo-1", PodDraft::withoutVolume)),
          Given.tight().fleet(fleet -> fleet.without("kubo-1", Question.POD, Why.UNREACHABLE)),
          Given.tight().fleet(fleet -> Fleets.threeHealthy()),
          Given.tight().fleet(fleet -> fleet.leftBy("kubo-1")),
        }) {
      assertThat(proposed(given).action()).isEmpty();
      assertThat(proposed(given).why()).contains("make its volume larger");
    }
  }

  @Test
  void aFindingThatNamesNoNodeGrowsNone() {
    Given given =
        Given.that(Given.tight().fleet()).finding(Given.warn(Code.DISK_NEAR_FULL, Subject.fleet()));

    assertThat(proposed(given).action()).isEmpty();
  }

  @Test
  void ofTwoVolumesTheOneThatTookNoBlockGrows() {
    Given apart =
        Given.tight().fleet(f -> f.pod("kubo-1", p -> PodDraft.blocksOn(p, "blocks-kubo-1")));
    Given full =
        apart.fleet(
            f ->
                f.neverTried()
                    .notTried("kubo-1", "kubo-2", 1)
                    .fullAt("kubo-1", "kubo-1", "kubo-2"));

    assertThat(proposed(full).why()).startsWith("blocks-kubo-1 grows from 10.0 GiB to 13.0 GiB");
    assertThat(proposed(apart).why()).startsWith("repo-kubo-1 grows");
    assertThat(
            proposed(
                    full.fleet(
                        f ->
                            f.proven(
                                "kubo-1",
                                "kubo-3",
                                Proof.Outcome.EXCHANGED,
                                0,
                                Duration.ofSeconds(1))))
                .why())
        .as("it took one since")
        .startsWith("repo-kubo-1 grows");
  }

  @Test
  void saysWhatGrowsAndWhenKuboMayUseIt() {
    assertThat(proposed(Given.tight()).why())
        .isEqualTo(
            "repo-kubo-1 grows from 10.0 GiB to 13.0 GiB; StorageMax follows when the pod next"
                + " starts");
  }

  @Test
  void anActionThatWouldShrinkAVolumeCannotBeMade() {
    assertThatThrownBy(() -> new GrowVolume(Given.id("kubo-1"), "c", "u", 10, 10))
        .hasMessageContaining("grows");
    assertThatThrownBy(() -> new GrowVolume(Given.id("kubo-1"), "c", "u", 10, 9))
        .hasMessageContaining("grows");
  }

  private static Given sized(long capacity, long requested, OptionalLong most) {
    return Given.tight()
        .fleet(
            fleet ->
                fleet.pod(
                    "kubo-1",
                    pod ->
                        PodDraft.volume(pod, v -> PodDraft.sized(v, capacity, requested, most))));
  }

  private static long size(Given given) {
    return ((GrowVolume) proposed(given).action().orElseThrow()).toBytes();
  }

  private static Proposal proposed(Given given) {
    return new Grow().propose(given.cause(), given.situation());
  }
}
