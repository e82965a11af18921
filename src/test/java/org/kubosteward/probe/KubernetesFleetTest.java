package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Why;
import org.kubosteward.kube.ObservedFleet;

class KubernetesFleetTest {
  private static final Map<String, String> SKIP = Map.of(Pods.SKIP, "true");
  private static final Map<String, String> PAUSED = Map.of(Pods.PAUSED, "true");
  private static final Duration DOUBTED = Duration.ofMinutes(10);

  private Optional<ObservedFleet> observed = Optional.empty();
  private Optional<String> silence = Optional.empty();
  private Instant now = ObservedFleets.AT.plusSeconds(3);
  private final KubernetesFleet fleet =
      new KubernetesFleet(
          () -> observed,
          () -> silence,
          new KubernetesFleet.Place("ipfs", "app.kubernetes.io/name=kubo", "kubo", 5001, 8080),
          () -> Optional.of("Bearer s3cret"),
          () -> now);

  @Test
  void beforeTheFirstListThereIsNothingToWatchAndItSaysSo() {
    Selection nothing = fleet.select();

    assertThat(nothing.targets()).isEmpty();
    assertThat(nothing.trouble()).isEqualTo("the API server has not listed the pods yet");
  }

  /** The first round waits for it: nothing asked yet is no blindness. */
  @Test
  void itIsListedWhenTheApiServerHasListedItOnce() {
    assertThat(fleet.listed()).isFalse();

    see(ObservedFleets.of(3));

    assertThat(fleet.listed()).isTrue();
  }

  @Test
  void whyThereHasBeenNoListIsSaid() {
    silence =
        Optional.of("list pods: 403: the Role kubo-steward in namespace ipfs lacks list on pods");

    assertThat(fleet.select().trouble()).endsWith("yet: " + silence.orElseThrow());
    assertThat(fleet.select().clusterTrouble()).isEqualTo(silence.orElseThrow());
  }

  @Test
  void aNodeIsAPodWithItsAddressAndItsCredentials() {
    Selection three = see(ObservedFleets.of(3));

    assertThat(names(three)).containsExactly("kubo-0", "kubo-1", "kubo-2");
    assertThat(three.trouble()).isEmpty();
    assertThat(three.foreign()).isEmpty();
    assertThat(three.clusterTrouble()).isEmpty();
    Target first = three.targets().get(0);
    assertThat(first.id()).isEqualTo(new NodeId("ipfs", "kubo-0"));
    assertThat(first.rpc().api()).hasToString("http://10.0.0.10:5001");
    assertThat(first.rpc().authorization()).contains("Bearer s3cret");
    assertThat(first.gateway()).map(Object::toString).contains("http://10.0.0.10:8080");
    assertThat(first.toString()).doesNotContain("s3cret");
  }

  @Test
  void whatIsKnownOfThePodComesWithItAsOfWhenItWasTold() {
    Reading<Pod> pod = pod(see(ObservedFleets.of(3)), "kubo-1");

    assertThat(pod.at()).isEqualTo(ObservedFleets.AT);
    assertThat(pod.value())
        .hasValueSatisfying(
            p -> {
              assertThat(p.uid()).isEqualTo("uid-1");
              assertThat(p.ready()).isTrue();
              assertThat(p.workload()).map(w -> w.name()).contains("kubo");
              assertThat(p.volume()).map(v -> v.claim()).contains("repo-kubo-1");
            });
  }

  @Test
  void anAddressOfTheSixthVersionIsBracketed() {
    Selection one =
        see(ObservedFleets.of(1).with(ObservedFleets.pod(0, "fd00::a", Map.of(), List.of("kubo"))));

    assertThat(one.targets().get(0).rpc().api()).hasToString("http://[fd00::a]:5001");
  }

  @Test
  void aPodWithoutAnAddressIsSoughtByItsName() {
    Selection starting =
        see(ObservedFleets.of(2).with(ObservedFleets.pod(1, "", Map.of(), List.of("kubo"))));

    assertThat(starting.targets().get(1).rpc().api())
        .hasToString("http://kubo-1.peers.ipfs.svc:5001");
    assertThat(pod(starting, "kubo-1").known()).isTrue();
  }

  @Test
  void anOrdinalThatHasNoPodIsANodeThatIsMissing() {
    Selection two = see(ObservedFleets.of(3).without("kubo-1"));

    assertThat(names(two)).containsExactly("kubo-0", "kubo-1", "kubo-2");
    assertThat(two.targets().get(1).rpc().api()).hasToString("http://kubo-1.peers.ipfs.svc:5001");
    assertThat(pod(two, "kubo-1").missing().map(Missing::why)).contains(Why.UNRESOLVED);
    assertThat(pod(two, "kubo-1").missing().map(Missing::detail))
        .contains("there is no pod kubo-1");
    assertThat(two.trouble()).isEmpty();
  }

  @Test
  void ordinalsBeginWhereTheSetSays() {
    ObservedFleets moved =
        new ObservedFleets(
            List.of(ObservedFleets.pod(5)),
            List.of(ObservedFleets.set(2, 5, Map.of())),
            List.of(),
            "");

    assertThat(names(see(moved))).containsExactly("kubo-5", "kubo-6");
  }

  @Test
  void aPodThatIsScaledAwayIsNoNodeAnyMore() {
    assertThat(names(see(ObservedFleets.of(3).with(ObservedFleets.set(2)))))
        .containsExactly("kubo-0", "kubo-1");
    assertThat(names(see(ObservedFleets.of(4).with(ObservedFleets.set(2, 2, Map.of())))))
        .containsExactly("kubo-2", "kubo-3");
  }

  @Test
  void credentialsAreReadOnceALook() {
    AtomicInteger reads = new AtomicInteger();
    KubernetesFleet counted =
        new KubernetesFleet(
            () -> Optional.of(ObservedFleets.of(20).observed()),
            Optional::empty,
            new KubernetesFleet.Place("ipfs", "", "kubo", 5001, 8080),
            () -> Optional.of("Bearer " + reads.incrementAndGet()),
            () -> now);

    assertThat(counted.select().targets()).hasSize(20);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aPodWithoutAContainerOfKuboIsNamedAndNeverAsked() {
    Selection mixed =
        see(ObservedFleets.of(2).with(ObservedFleets.alone("web-0", List.of("nginx", "sidecar"))));

    assertThat(names(mixed)).containsExactly("kubo-0", "kubo-1");
    assertThat(mixed.foreign()).containsExactly("ipfs/web-0");
    assertThat(mixed.trouble()).isEmpty();
  }

  @Test
  void aKuboThatNoSetKeepsIsANodeToo() {
    Selection alone =
        see(ObservedFleets.of(1).with(ObservedFleets.alone("spare", List.of("kubo", "logs"))));

    assertThat(names(alone)).containsExactly("kubo-0", "spare");
    assertThat(pod(alone, "spare").value().flatMap(Pod::workload)).isEmpty();
    assertThat(pod(alone, "spare").value().flatMap(Pod::volume)).isEmpty();
  }

  @Test
  void aSkippedPodIsNotWatchedAtAll() {
    Selection two = see(ObservedFleets.of(3).with(ObservedFleets.pod(1, SKIP)));

    assertThat(names(two)).containsExactly("kubo-0", "kubo-2");
    assertThat(two.foreign()).isEmpty();
  }

  @Test
  void aSkippedSetIsNotWatchedAtAllAndItsStrangersAreNot() {
    Selection none =
        see(
            ObservedFleets.of(3)
                .with(ObservedFleets.set(3, 0, SKIP))
                .with(ObservedFleets.alone("spare", List.of("kubo"))));

    assertThat(names(none)).containsExactly("spare");
  }

  @Test
  void aPausedPodIsWatchedAndSaysThatItIsPaused() {
    Selection three = see(ObservedFleets.of(3).with(ObservedFleets.pod(1, PAUSED)));

    assertThat(names(three)).hasSize(3);
    assertThat(pod(three, "kubo-1").value().flatMap(Pod::paused))
        .contains("kubo-steward.org/paused=true");
    assertThat(pod(three, "kubo-0").value().flatMap(Pod::paused)).isEmpty();
  }

  @Test
  void aPauseOnTheSetHoldsForAllItsPods() {
    Selection three = see(ObservedFleets.of(3).with(ObservedFleets.set(3, 0, PAUSED)));

    assertThat(three.targets())
        .allSatisfy(
            target ->
                assertThat(target.pod().orElseThrow().value().flatMap(Pod::paused)).isPresent());
  }

  @Test
  void anEmptyListIsNeverAFleetThatIsGone() {
    see(ObservedFleets.of(3));
    Selection none = see(ObservedFleets.of(0));

    assertThat(none.targets()).isEmpty();
    assertThat(none.trouble())
        .isEqualTo(
            "no pod with a container kubo and the labels app.kubernetes.io/name=kubo is in"
                + " namespace ipfs");
  }

  @Test
  void aListOfStrangersAloneIsTroubleAndNamesThem() {
    Selection strangers =
        see(
            new ObservedFleets(
                List.of(ObservedFleets.alone("web-0", List.of("nginx"))),
                List.of(),
                List.of(),
                ""));

    assertThat(strangers.targets()).isEmpty();
    assertThat(strangers.foreign()).containsExactly("ipfs/web-0");
    assertThat(strangers.trouble()).startsWith("no pod with a container kubo");
  }

  @Test
  void whileTheApiServerIsSilentTheLastListStandsAndOfThePodsNothingIsKnown() {
    Selection silent = see(ObservedFleets.of(3).troubled("no answer in 10 s"));

    assertThat(names(silent)).hasSize(3);
    assertThat(silent.clusterTrouble()).isEqualTo("no answer in 10 s");
    assertThat(silent.trouble()).isEmpty();
    assertThat(silent.targets())
        .allSatisfy(
            target -> {
              Reading<Pod> pod = target.pod().orElseThrow();
              assertThat(pod.missing().map(Missing::why)).contains(Why.UNREACHABLE);
              assertThat(pod.missing().map(Missing::detail)).contains("no answer in 10 s");
              assertThat(pod.at()).isEqualTo(now);
            });
  }

  @Test
  void anEmptyListOfASilentApiServerSaysBoth() {
    assertThat(see(ObservedFleets.of(0).troubled("403: the Role lacks list on pods")).trouble())
        .startsWith("no pod with")
        .endsWith("as far as the API server said before: 403: the Role lacks list on pods");
  }

  @Test
  void halfOfTheFleetThatIsSuddenlyGoneIsDoubted() {
    see(loose(4));
    Selection half = see(loose(2));

    assertThat(names(half)).hasSize(2);
    assertThat(half.trouble())
        .isEqualTo("it had 4 nodes and has 2 now, and no StatefulSet says why");
  }

  @Test
  void lessThanHalfMayGo() {
    see(loose(5));

    assertThat(see(loose(3)).trouble()).isEmpty();
    assertThat(see(loose(2)).trouble()).as("of three that are believed by now").isEmpty();
    assertThat(see(loose(1)).trouble()).isNotEmpty();
  }

  @Test
  void aStatefulSetThatIsToHaveAsManyExplainsIt() {
    see(ObservedFleets.of(4));

    assertThat(see(ObservedFleets.of(4).with(ObservedFleets.set(1))).trouble()).isEmpty();
  }

  @Test
  void podsThatVanishWithTheirSetAreDoubted() {
    see(ObservedFleets.of(4));
    ObservedFleets rest =
        new ObservedFleets(
            List.of(ObservedFleets.pod(0), ObservedFleets.pod(1)), List.of(), List.of(), "");

    assertThat(see(rest).trouble()).startsWith("it had 4 nodes and has 2 now");
  }

  @Test
  void aDoubtEndsWhenTheyAreBack() {
    see(loose(4));
    see(loose(1));

    assertThat(see(loose(4)).trouble()).isEmpty();
  }

  @Test
  void aFleetThatStaysHalvedForTenMinutesIsWhatItIsNow() {
    see(loose(4));
    see(loose(2));
    now = now.plus(DOUBTED).minusMillis(1);
    assertThat(see(loose(2)).trouble()).startsWith("it had 4 nodes and has 2 now");

    now = now.plusMillis(1);
    assertThat(see(loose(2)).trouble()).isEmpty();
    assertThat(see(loose(2)).trouble()).isEmpty();
    assertThat(see(loose(1)).trouble()).startsWith("it had 2 nodes and has 1 now");
  }

  @Test
  void aDoubtThatEndedBeginsItsTenMinutesAnew() {
    see(loose(4));
    see(loose(2));
    now = now.plus(DOUBTED).minusSeconds(1);
    see(loose(4));
    now = now.plusSeconds(5);

    assertThat(see(loose(2)).trouble()).isNotEmpty();
    now = now.plusSeconds(5);
    assertThat(see(loose(2)).trouble()).isNotEmpty();
  }

  @Test
  void anEmptyListDoesNotMakeTheNextSmallOneBelieved() {
    see(loose(4));
    see(loose(0));

    assertThat(see(loose(2)).trouble()).startsWith("it had 4 nodes");
  }

  private static ObservedFleets loose(int size) {
    return ObservedFleets.of(size).withoutSets();
  }

  private Selection see(ObservedFleets told) {
    observed = Optional.of(told.observed());
    return fleet.select();
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
