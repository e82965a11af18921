package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;

/** What the checks say of what lies exactly at a mark. */
final class MarksTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();

  @ParameterizedTest
  @CsvSource({"512, 0, OK", "512, 1, WARN", "128, 0, WARN", "128, 1, CRIT"})
  void aDiskIsShortUnderAndNotAtItsBytes(long mebibytes, long less, String verdict) {
    Fleets fleet = HEALTHY.withDiskAvailable("kubo-2", (mebibytes << 20) - less);

    assertThat(levels(new DiskNearFull(HealthPolicy.shipped()), fleet))
        .isEqualTo(verdict.equals("OK") ? List.of() : List.of(verdict));
  }

  @Test
  void aDiskIsShortUnderAndNotAtItsRatio() {
    Fleets twentieth = HEALTHY.withRepo("kubo-2", 95L << 30, 200L << 30);
    Check check = new DiskNearFull(HealthPolicy.shipped());

    assertThat(levels(check, twentieth.withDiskAvailable("kubo-2", 5L << 30))).isEmpty();
    assertThat(levels(check, twentieth.withDiskAvailable("kubo-2", (5L << 30) - 1)))
        .containsExactly("WARN");
  }

  @ParameterizedTest
  @CsvSource({"0.75, true", "0.7499, false", "0.5, false"})
  void aRepositoryOpensAtItsMarkAndLingersDownToTheEndOfItsBand(double fill, boolean opens) {
    assertThat(filled(fill)).extracting(Observation::opens).containsExactly(opens);
  }

  @Test
  void aRepositoryUnderItsBandIsWell() {
    assertThat(filled(0.4999)).isEmpty();
  }

  @Test
  void canariesThatFailedAsLongAgoAsAProofHoldsStillCount() {
    Check check = new CanaryFailed(HealthPolicy.shipped());
    Duration most = LinkNotExchanging.PROOF_HOLDS_FOR;

    assertThat(levels(check, untried(most))).containsExactly("WARN");
    assertThat(levels(check, untried(most.plusSeconds(1)))).containsExactly("CANNOT_TELL");
  }

  @ParameterizedTest
  @CsvSource({"10, false", "11, true"})
  void namesAreCutAfterTheTenth(int many, boolean cut) {
    Fleets down = Fleets.healthy(many);
    Fleets apart = Fleets.healthy(many + 1);
    for (int i = 1; i <= many; i++) {
      down = down.down("kubo-" + i);
    }
    apart = apart.isolated("kubo-" + many);

    assertThat(told(new FleetMajorityDown(), down, "nodes").endsWith(", ...")).isEqualTo(cut);
    assertThat(told(new FleetPartitioned(), apart, "islands").contains(", ...")).isEqualTo(cut);
    assertThat(told(new ForeignPod(), HEALTHY.seenBy(foreign(many)), "pods").endsWith(", ..."))
        .isEqualTo(cut);
  }

  @Test
  void foreignPodsAreNamedAndCounted() {
    assertThat(evidence(new ForeignPod(), HEALTHY.seenBy(foreign(2))))
        .containsOnly(entry("pods", "ipfs/web-1, ipfs/web-2"), entry("count", "2"));
  }

  private static Observer foreign(int pods) {
    List<String> names = IntStream.rangeClosed(1, pods).mapToObj(n -> "ipfs/web-" + n).toList();
    return new Observer(Duration.ZERO, Duration.ZERO, 3, names, "", "");
  }

  private static Fleets untried(Duration ago) {
    return HEALTHY
        .proven("kubo-1", "kubo-2", Outcome.NOT_TRIED, 2, ago)
        .proven("kubo-1", "kubo-3", Outcome.NOT_TRIED, 2, ago);
  }

  /** What is seen of that fill where three quarters open, and one quarter less clears. */
  private static List<Observation> filled(double ratio) {
    return new Fill(Code.REPO_FULL, Level.CRIT, 0.75, 0.25)
        .examine(new Picture(HEALTHY.withRepoFill("kubo-2", ratio).picture()))
        .toList();
  }

  private static List<String> levels(Check check, Fleets fleet) {
    return check
        .examine(new Picture(fleet.picture()))
        .filter(Observation::opens)
        .map(observation -> observation.level().name())
        .toList();
  }

  private static SortedMap<String, String> evidence(Check check, Fleets fleet) {
    return check.examine(new Picture(fleet.picture())).findFirst().orElseThrow().evidence();
  }

  private static String told(Check check, Fleets fleet, String name) {
    return evidence(check, fleet).getOrDefault(name, "nothing");
  }
}
