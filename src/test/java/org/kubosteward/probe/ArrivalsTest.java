package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.kube.ObservedPod;

/** Pods that a set is to have and has not made yet, when it makes them one after another. */
class ArrivalsTest {
  private static final Duration LATE = Pods.BOOTS_FOR;

  private Instant now = ObservedFleets.AT;
  private ObservedFleets seen = ObservedFleets.of(3);
  private final KubernetesFleet fleet =
      new KubernetesFleet(
          () -> Optional.of(seen.observed()),
          Optional::empty,
          new KubernetesFleet.Place("ipfs", "app.kubernetes.io/name=kubo", "kubo", 5001, 8080),
          Optional::empty,
          () -> now);

  @Test
  void whatAScalingHasJustAskedForIsNoNodeBeforeItHasAPod() {
    see(seen);

    assertThat(see(seen.with(ObservedFleets.set(6)))).containsExactly("kubo-0", "kubo-1", "kubo-2");
    assertThat(see(seen.with(booting(3)))).containsExactly("kubo-0", "kubo-1", "kubo-2", "kubo-3");
  }

  @Test
  void theLastOfManyIsAwaitedAsLongAsThoseBeforeItBoot() {
    see(seen);
    see(seen.with(ObservedFleets.set(6)));
    for (int n = 3; n < 6; n++) {
      assertThat(see(seen.with(booting(n)))).hasSize(n + 1);
      after(LATE.minusSeconds(30));
      // As one that is ready and that minReadySeconds keeps the next one waiting for.
      assertThat(see(seen)).hasSize(n + 1);
      after(Duration.ofSeconds(30));
      assertThat(see(seen.with(ObservedFleets.pod(n)))).hasSize(n + 1);
    }
  }

  @Test
  void onesThatNobodyMakesAreMissingWhenTheTimeOfABootIsOver() {
    see(seen);
    see(seen.with(ObservedFleets.set(5)));

    after(LATE.minusSeconds(1));
    assertThat(see(seen)).hasSize(3);
    after(Duration.ofSeconds(1));
    assertThat(see(seen)).containsExactly("kubo-0", "kubo-1", "kubo-2", "kubo-3", "kubo-4");
  }

  @Test
  void noPodThatBootsForEverKeepsTheOthersAwaitedForEver() {
    see(seen);
    see(seen.with(ObservedFleets.set(6)));
    for (Duration passed = Duration.ZERO;
        passed.compareTo(LATE.multipliedBy(3)) < 0;
        passed = passed.plusSeconds(30)) {
      // Deleted and made anew, again and again.
      see(seen.with(booting(3)));
      after(Duration.ofSeconds(30));
    }

    assertThat(see(seen)).hasSize(6);
  }

  @Test
  void aPodThatWasThereAndIsGoneIsMissingAtOnceAlsoWhileOthersBoot() {
    see(seen);
    see(seen.with(ObservedFleets.set(4)).with(booting(3)));

    assertThat(see(seen.without("kubo-1"))).hasSize(4);
    assertThat(see(seen.without("kubo-3"))).hasSize(4);
  }

  /** As when fleet and plane are installed together. */
  @Test
  void atAFirstLookTheOnesAfterAPodThatBootsAreAwaitedAndOthersAreMissing() {
    ObservedFleets first =
        new ObservedFleets(List.of(booting(0)), List.of(ObservedFleets.set(3)), List.of(), "");

    assertThat(see(first)).containsExactly("kubo-0");
    after(LATE.minusSeconds(1));
    assertThat(see(first.with(ObservedFleets.pod(0))))
        .containsExactly("kubo-0", "kubo-1", "kubo-2");
  }

  @Test
  void aClockThatIsSetBackMakesNobodyAwaitedForLonger() {
    see(seen);
    see(seen.with(ObservedFleets.set(5)));
    after(Duration.ofHours(-1));
    see(seen);

    after(LATE);
    assertThat(see(seen)).hasSize(5);
  }

  @Test
  void oneThatIsNoLongerWantedIsNotAwaited() {
    see(seen);
    see(seen.with(ObservedFleets.set(5)));
    see(seen.with(ObservedFleets.set(3)));

    assertThat(see(seen.with(ObservedFleets.set(4)))).hasSize(3);
    after(LATE);
    assertThat(see(seen)).hasSize(4);
  }

  private ObservedPod booting(int ordinal) {
    return ObservedFleets.bootingSince(ObservedFleets.pod(ordinal), now);
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private List<String> see(ObservedFleets next) {
    seen = next;
    return fleet.select().targets().stream().map(target -> target.id().name()).toList();
  }
}
