package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTest {
  private static final Instant NOW = Fleets.START;

  private final Pod pod = Fleets.threeHealthy().inPods().view("kubo-1").pod().value().orElseThrow();

  @ParameterizedTest(name = "{0} ends, the last {1} s ago: {2}")
  @CsvSource({
    "2, 1, false",
    "3, 1, true",
    "4, 1, true",
    "3, 599, true",
    "3, 600, false",
    "100, 601, false",
  })
  void threeEndsAreALoopWhileTheLastIsLessThanTenMinutesAgo(int restarts, int ago, boolean loop) {
    Pod ended = PodDraft.ended(pod, restarts, "Error", 1, NOW.minusSeconds(ago));

    assertThat(ended.crashing(NOW)).isEqualTo(loop);
  }

  @Test
  void aContainerThatIsHeldBackIsInALoopHoweverOftenItEnded() {
    assertThat(PodDraft.waiting(pod, "CrashLoopBackOff").crashing(NOW)).isTrue();
    assertThat(PodDraft.waiting(pod, "ContainerCreating").crashing(NOW)).isFalse();
    assertThat(PodDraft.waiting(pod, "ImagePullBackOff").crashing(NOW)).isFalse();
    assertThat(pod.crashing(NOW)).isFalse();
  }

  @Test
  void aLoopEndsByItselfTenMinutesAfterTheLastEnd() {
    Pod ended = PodDraft.ended(pod, 5, "OOMKilled", 137, NOW);

    assertThat(ended.crashing(NOW.plus(Duration.ofMinutes(10)).minusMillis(1))).isTrue();
    assertThat(ended.crashing(NOW.plus(Duration.ofMinutes(10)))).isFalse();
  }

  @Test
  void isOnTheMoveWhileItIsDeletedOrItsSetIsRolledOut() {
    assertThat(pod.onTheMove()).isFalse();
    assertThat(PodDraft.leaving(pod).onTheMove()).isTrue();
    assertThat(PodDraft.updating(pod).onTheMove()).isTrue();
    assertThat(PodDraft.onItsOwn(PodDraft.updating(pod)).onTheMove()).isFalse();
  }

  @Test
  void saysInAFewWordsHowItIs() {
    assertThat(pod.describe()).isEqualTo("Running, ready, 0 restarts");
    assertThat(
            PodDraft.leaving(
                    PodDraft.waiting(
                        PodDraft.notReady(PodDraft.ended(pod, 1, "Error", 1, NOW)),
                        "CrashLoopBackOff"))
                .describe())
        .isEqualTo("Running, not ready, leaving, CrashLoopBackOff, 1 restart");
    assertThat(PodDraft.ended(pod, 3, "OOMKilled", 137, NOW).ended().orElseThrow().describe())
        .isEqualTo("OOMKilled (exit 137)");
  }

  @Test
  void aVolumeGrowsWhileItsClaimAsksForMoreThanItHas() {
    Volume volume = pod.volume().orElseThrow();

    assertThat(volume.growing()).isFalse();
    assertThat(PodDraft.sized(volume, 10, 11, OptionalLong.empty()).growing()).isTrue();
    assertThat(PodDraft.sized(volume, 11, 10, OptionalLong.empty()).growing()).isFalse();
  }
}
