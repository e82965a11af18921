package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Workload;
import org.kubosteward.kube.ObservedSet;

/** Which pods count, and when a rollout of them is over. */
class CensusTest {
  /** As pods of a Deployment that a machine without memory evicted, and that are made anew. */
  @Test
  void aPodThatIsOverAndThatNoSetWantsIsNoNode() {
    ObservedFleets fleet =
        ObservedFleets.of(2)
            .with(ObservedFleets.phase(ObservedFleets.alone("old-a", List.of("kubo")), "Failed"))
            .with(ObservedFleets.phase(ObservedFleets.alone("old-b", List.of("kubo")), "Succeeded"))
            .with(
                ObservedFleets.phase(ObservedFleets.alone("job-x", List.of("nginx")), "Succeeded"));

    assertThat(names(see(fleet))).containsExactly("kubo-0", "kubo-1");
    assertThat(see(fleet).foreign()).isEmpty();
  }

  @Test
  void aPodThatIsOverAndThatItsSetWantsIsBeingReplaced() {
    Selection two =
        see(ObservedFleets.of(2).with(ObservedFleets.phase(ObservedFleets.pod(1), "Failed")));

    assertThat(names(two)).containsExactly("kubo-0", "kubo-1");
    assertThat(pod(two, "kubo-1").missing().map(Missing::detail))
        .contains("pod kubo-1 is over (Failed), and its StatefulSet is to replace it");
    assertThat(two.targets().get(1).rpc().api()).hasToString("http://kubo-1.peers.ipfs.svc:5001");
    assertThat(updating(two, "kubo-0")).isTrue();
  }

  @Test
  void aRolloutIsOverWhenEveryWantedPodHasWhatItIsToHave() {
    ObservedFleets asked =
        ObservedFleets.of(2).with(ObservedFleets.rolling(ObservedFleets.set(2), 0, "rev-2"));
    ObservedFleets half = asked.with(ObservedFleets.revision(ObservedFleets.pod(1), "rev-2"));
    ObservedFleets done = half.with(ObservedFleets.revision(ObservedFleets.pod(0), "rev-2"));

    assertThat(updating(see(asked), "kubo-0")).isTrue();
    assertThat(updating(see(half), "kubo-1")).isTrue();
    assertThat(updating(see(done), "kubo-0")).isFalse();
    assertThat(updating(see(done.without("kubo-1")), "kubo-0")).isTrue();
  }

  @Test
  void aPartitionThatKeepsPodsBackIsNoRolloutForEver() {
    ObservedFleets canary =
        ObservedFleets.of(3)
            .with(ObservedFleets.rolling(ObservedFleets.set(3), 2, "rev-2"))
            .with(ObservedFleets.revision(ObservedFleets.pod(2), "rev-2"));

    assertThat(updating(see(canary), "kubo-0")).isFalse();
    assertThat(updating(see(canary.with(ObservedFleets.pod(2))), "kubo-0")).isTrue();
  }

  @Test
  void aSpecificationThatItsControllerHasNotSeenIsARollout() {
    ObservedSet unseen =
        new ObservedSet("ipfs", "kubo", "u", "peers", 1, 0, 1, true, 0, "rev-1", Map.of());

    assertThat(updating(see(ObservedFleets.of(1).with(unseen)), "kubo-0")).isTrue();
    assertThat(updating(see(ObservedFleets.of(1)), "kubo-0")).isFalse();
  }

  private static Selection see(ObservedFleets fleet) {
    return new KubernetesFleet(
            () -> Optional.of(fleet.observed()),
            Optional::empty,
            new KubernetesFleet.Place("ipfs", "app.kubernetes.io/name=kubo", "kubo", 5001, 8080),
            Optional::empty,
            () -> ObservedFleets.AT)
        .select();
  }

  private static boolean updating(Selection selection, String name) {
    return pod(selection, name)
        .value()
        .flatMap(Pod::workload)
        .map(Workload::updating)
        .orElseThrow();
  }

  private static List<String> names(Selection selection) {
    return selection.targets().stream().map(target -> target.id().name()).toList();
  }

  private static Reading<Pod> pod(Selection selection, String name) {
    return selection.targets().stream()
        .filter(target -> target.id().name().equals(name))
        .findFirst()
        .flatMap(Target::pod)
        .orElseThrow();
  }
}
