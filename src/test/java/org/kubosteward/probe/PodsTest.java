package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Volume;
import org.kubosteward.kube.ObservedClaim;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;
import org.kubosteward.kube.VolumeUse;

class PodsTest {
  private static final Instant NOW = ObservedFleets.AT;

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "1Ki, 1024",
    "512Mi, 536870912",
    "500Gi, 536870912000",
    " 2Ti , 2199023255552",
    "1Pi, 1125899906842624",
    "8191Pi, 9222246136947933184",
  })
  void readsAQuantityAsKubernetesWritesIt(String quantity, long bytes) {
    assertThat(Pods.bytes(quantity)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Gi",
        "-1Gi",
        "1.5Gi",
        "1e12",
        "10GiB",
        "10gi",
        "10 Gi",
        "1234567890123",
        "8192Pi",
        "999999999999Pi",
        "+1Gi",
        "0x10",
        "much"
      })
  void whatIsNoWholeQuantityOrTooLargeIsNone(String quantity) {
    assertThat(Pods.bytes(quantity)).isEmpty();
  }

  @Test
  void carriesWhatIsToldOfAPodOverWordForWord() {
    ObservedPod observed =
        new ObservedPod(
            "ipfs",
            "kubo-1",
            "uid-1",
            OptionalInt.of(1),
            Optional.empty(),
            "Pending",
            false,
            Optional.of(NOW.minusSeconds(5)),
            4,
            Optional.of("CrashLoopBackOff"),
            Optional.of(new ObservedPod.Ending("OOMKilled", 137, Optional.of(NOW.minusSeconds(9)))),
            true,
            Optional.empty(),
            Optional.of("machine-7"),
            "rev-1",
            Map.of(),
            List.of("kubo"),
            Optional.of("kubo"),
            Optional.of("repo-kubo-1"),
            Optional.empty());

    Pod pod = pod(observed, Optional.of(ObservedFleets.set(3)), Optional.empty());

    assertThat(pod.phase()).isEqualTo("Pending");
    assertThat(pod.ready()).isFalse();
    assertThat(pod.readySince()).contains(NOW.minusSeconds(5));
    assertThat(pod.restarts()).isEqualTo(4);
    assertThat(pod.waiting()).contains("CrashLoopBackOff");
    assertThat(pod.ended())
        .contains(new Pod.Ending("OOMKilled", 137, Optional.of(NOW.minusSeconds(9))));
    assertThat(pod.leaving()).isTrue();
    assertThat(pod.machine()).contains("machine-7");
    assertThat(pod.crashing(NOW)).isTrue();
  }

  @Test
  void aRolloutOfTheSetIsToldOfEachOfItsPods() {
    ObservedSet rolling =
        new ObservedSet("ipfs", "kubo", "u", "peers", 3, 0, 2, false, 0, "rev-2", Map.of());

    Pod pod =
        Pods.pod(
            ObservedFleets.pod(1), new Pods.Family(Optional.of(rolling), true, List.of()), NOW);

    assertThat(pod.onTheMove()).isTrue();
    assertThat(pod.workload())
        .hasValueSatisfying(
            set -> {
              assertThat(set.wanted()).isEqualTo(3);
              assertThat(set.ready()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "true, PAUSED",
    "' true ', PAUSED",
    "2026-11-23T03:00:01Z, PAUSED",
    "2026-11-23T03:00:00Z, FREE",
    "2026-11-23T02:59:59Z, FREE",
    "false, FREE",
    "'', PAUSED",
    "yes, PAUSED",
    "tomorrow, PAUSED",
    "2026-11-24, PAUSED",
  })
  void pausesUntilTheInstantAndForWhateverItCannotRead(String value, String verdict) {
    Pod pod =
        pod(
            ObservedFleets.pod(1, Map.of(Pods.PAUSED, value)),
            Optional.of(ObservedFleets.set(3)),
            Optional.empty());

    assertThat(pod.paused().isPresent()).isEqualTo(verdict.equals("PAUSED"));
  }

  @Test
  void saysThatItCouldNotReadWhyItIsPaused() {
    Pod pod =
        pod(ObservedFleets.pod(1, Map.of(Pods.PAUSED, "yes")), Optional.empty(), Optional.empty());

    assertThat(pod.paused())
        .contains("kubo-steward.org/paused=yes, which is neither true nor an instant");
  }

  @Test
  void aPauseOfThePodComesBeforeThatOfItsSetAndAnEndedOneLeavesThatOfTheSet() {
    Optional<ObservedSet> set = Optional.of(ObservedFleets.set(3, 0, Map.of(Pods.PAUSED, "true")));
    ObservedPod ended = ObservedFleets.pod(1, Map.of(Pods.PAUSED, "2026-01-01T00:00:00Z"));
    ObservedPod running = ObservedFleets.pod(1, Map.of(Pods.PAUSED, "2027-01-01T00:00:00Z"));

    assertThat(pod(ended, set, Optional.empty()).paused()).contains("kubo-steward.org/paused=true");
    assertThat(pod(running, set, Optional.empty()).paused())
        .contains("kubo-steward.org/paused=2027-01-01T00:00:00Z");
  }

  @Test
  void onlyTheWordTrueMarks() {
    assertThat(Pods.marked(Map.of(Pods.SKIP, "true"), Pods.SKIP)).isTrue();
    assertThat(Pods.marked(Map.of(Pods.SKIP, "True"), Pods.SKIP)).isFalse();
    assertThat(Pods.marked(Map.of(Pods.SKIP, "false"), Pods.SKIP)).isFalse();
    assertThat(Pods.marked(Map.of(), Pods.SKIP)).isFalse();
  }

  @Test
  void aVolumeMayGrowAsFarAsItsSetSaysAndItsPodMayNotSay() {
    Map<String, String> limit = Map.of(Pods.GROW_UP_TO, "500Gi");

    assertThat(
            volume(ObservedFleets.pod(1), Optional.of(ObservedFleets.set(3, 0, limit))).growUpTo())
        .isEqualTo(OptionalLong.of(500L << 30));
    assertThat(volume(ObservedFleets.pod(1, limit), Optional.of(ObservedFleets.set(3))).growUpTo())
        .isEmpty();
    assertThat(volume(ObservedFleets.pod(1), Optional.empty()).growUpTo()).isEmpty();
    assertThat(
            volume(
                    ObservedFleets.pod(1),
                    Optional.of(ObservedFleets.set(3, 0, Map.of(Pods.GROW_UP_TO, "a lot"))))
                .growUpTo())
        .isEmpty();
  }

  @Test
  void howFullItsVolumeIsIsCarriedOverWhereItIsTold() {
    ObservedClaim plain = ObservedFleets.claim(1);
    ObservedClaim used =
        new ObservedClaim(
            "ipfs",
            plain.name(),
            plain.uid(),
            plain.storageClass(),
            false,
            10,
            12,
            Optional.of(new VolumeUse(7, 10, 3, 100)));

    Volume volume =
        pod(ObservedFleets.pod(1), Optional.empty(), Optional.of(used)).volume().orElseThrow();

    assertThat(volume.fill()).contains(new Volume.Fill(7, 10, 3, 100));
    assertThat(volume.expandable()).isFalse();
    assertThat(volume.growing()).isTrue();
    assertThat(volume.claimUid()).isEqualTo("claim-uid-1");
    assertThat(volume(ObservedFleets.pod(1), Optional.empty()).fill()).isEmpty();
  }

  @Test
  void theFullerOfTheVolumesUnderARepositoryIsTheOneToWatch() {
    ObservedClaim repo = ObservedFleets.claim(1);
    ObservedClaim blocks = filled("blocks-kubo-1", 97, 3);
    Pods.Family both = new Pods.Family(Optional.empty(), false, List.of(repo, blocks));
    Pods.Family manyFiles =
        new Pods.Family(
            Optional.empty(),
            false,
            List.of(filled("few", 50, 98), filled("blocks-kubo-1", 97, 3)));
    Pods.Family untold =
        new Pods.Family(Optional.empty(), false, List.of(repo, ObservedFleets.claim(2)));

    assertThat(Pods.pod(ObservedFleets.pod(1), both, NOW).volume().map(Volume::claim))
        .contains("blocks-kubo-1");
    assertThat(Pods.pod(ObservedFleets.pod(1), manyFiles, NOW).volume().map(Volume::claim))
        .as("by its inodes")
        .contains("few");
    assertThat(Pods.pod(ObservedFleets.pod(1), untold, NOW).volume().map(Volume::claim))
        .as("of neither is it known")
        .contains("repo-kubo-1");
  }

  @Test
  void theVolumeOfTheBlocksIsKnownBesideTheOneToWatch() {
    ObservedPod apart = ObservedFleets.blocksOn(ObservedFleets.pod(1), "blocks-kubo-1");
    Pods.Family both =
        new Pods.Family(
            Optional.of(ObservedFleets.set(3, 0, Map.of(Pods.GROW_UP_TO, "500Gi"))),
            false,
            List.of(filled("repo-kubo-1", 97, 3), filled("blocks-kubo-1", 20, 3)));

    Pod pod = Pods.pod(apart, both, NOW);

    assertThat(pod.volume().map(Volume::claim)).contains("repo-kubo-1");
    assertThat(pod.blocks().map(Volume::claim)).contains("blocks-kubo-1");
    assertThat(pod.blocks().orElseThrow().growUpTo()).isEqualTo(OptionalLong.of(500L << 30));
    assertThat(Pods.pod(ObservedFleets.pod(1), both, NOW).blocks()).isEmpty();
  }

  private static ObservedClaim filled(String name, long used, long inodesUsed) {
    return new ObservedClaim(
        "ipfs",
        name,
        "uid-" + name,
        Optional.empty(),
        true,
        100,
        100,
        Optional.of(new VolumeUse(used, 100, inodesUsed, 100)));
  }

  @Test
  void aPodThatHasNeverBeenReadyBootsUntilThatTakesTooLong() {
    ObservedPod pod = ObservedFleets.bootingSince(ObservedFleets.pod(1), NOW.minusSeconds(20));
    ObservedPod late =
        ObservedFleets.bootingSince(ObservedFleets.pod(1), NOW.minus(Pods.BOOTS_FOR));

    assertThat(pod(pod, Optional.empty(), Optional.empty()).booting()).isTrue();
    assertThat(pod(late, Optional.empty(), Optional.empty()).booting()).isFalse();
    assertThat(pod(ObservedFleets.pod(1), Optional.empty(), Optional.empty()).booting()).isFalse();
  }

  @Test
  void aPodWithoutAClaimHasNoVolume() {
    assertThat(pod(ObservedFleets.pod(1), Optional.empty(), Optional.empty()).volume()).isEmpty();
  }

  private static Volume volume(ObservedPod pod, Optional<ObservedSet> set) {
    return pod(pod, set, Optional.of(ObservedFleets.claim(1))).volume().orElseThrow();
  }

  private static Pod pod(
      ObservedPod pod, Optional<ObservedSet> set, Optional<ObservedClaim> claim) {
    return Pods.pod(pod, new Pods.Family(set, false, claim.stream().toList()), NOW);
  }
}
