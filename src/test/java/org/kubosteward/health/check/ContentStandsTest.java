package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.Kept;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

class ContentStandsTest {
  private static final FleetSnapshot FLEET = Fleets.healthy(4).picture();
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");
  private static final NodeId THREE = Fleets.id("kubo-3");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Kept kept() {
    return Kept.nothing(FLEET.takenAt());
  }

  private static List<Observation> seen(Kept kept) {
    Picture picture = new Picture(FLEET, Optional.of(kept.on(FLEET).snapshot()));
    return ContentStands.all().stream().flatMap(check -> check.examine(picture)).toList();
  }

  @Test
  void eachCodeHasItsLevel() {
    assertThat(ContentStands.all().stream().map(check -> Map.entry(check.code(), check.level())))
        .containsExactly(
            Map.entry(Code.CONTENT_PENDING, Level.NOTE),
            Map.entry(Code.CONTENT_UNDER_REPLICATED, Level.WARN),
            Map.entry(Code.CONTENT_AT_RISK, Level.CRIT),
            Map.entry(Code.CONTENT_LOST, Level.CRIT),
            Map.entry(Code.BLOCK_CORRUPT, Level.WARN),
            Map.entry(Code.PROOF_OVERDUE, Level.WARN),
            Map.entry(Code.CONTENT_EXCESS, Level.NOTE));
    assertThat(Checks.by(HealthPolicy.shipped()))
        .containsKeys(ContentStands.all().stream().map(ContentStands::code).toArray(Code[]::new));
  }

  @Test
  void ofContentThatIsWellNothingIsSaid() {
    Kept kept = kept().wanted("models", 1);

    assertThat(seen(kept.with(1, kept.proven(HOUR), ONE, TWO))).isEmpty();
    assertThat(seen(kept())).isEmpty();
  }

  @Test
  void whereNothingIsKnownOfContentNothingIsSaid() {
    Stream<Observation> said =
        ContentStands.all().stream().flatMap(check -> check.examine(new Picture(FLEET)));

    assertThat(said).isEmpty();
  }

  @Test
  void thereIsOneObservationAPolicyHoweverManyContentsItHas() {
    Kept kept = kept().wanted("models", 1, 2, 3, 4, 5).wanted("data", 6);
    for (int number = 1; number <= 6; number++) {
      kept = kept.with(number, kept.proven(HOUR), ONE);
    }

    assertThat(seen(kept))
        .extracting(Observation::code, Observation::subject)
        .containsExactly(
            tuple(Code.CONTENT_AT_RISK, Subject.ofPolicy("data")),
            tuple(Code.CONTENT_AT_RISK, Subject.ofPolicy("models")));
  }

  @Test
  void theEvidenceCountsAllAndNamesTheWorstThree() {
    Kept kept = kept().wanted("models", 1, 2, 3, 4, 5);
    for (int number = 1; number <= 4; number++) {
      kept = kept.with(number, kept.proven(HOUR), ONE);
    }
    kept = kept.with(5, kept.held(), TWO);
    kept = kept.with(5, kept.fetching(Optional.of(TWO), 5), THREE);

    Map<String, String> evidence = seen(kept).get(0).evidence();

    assertThat(evidence)
        .containsEntry("contents", "5 of 5")
        .containsEntry("transfers under way", "1");
    assertThat(List.of(evidence.getOrDefault("worst", "").split("; ", -1)))
        .hasSize(3)
        .first()
        .isEqualTo("%s: 0 of 2 proven, 1 held and not proven, 1 on its way".formatted(Kept.cid(5)));
  }

  @Test
  void aCopyThatMissesBlocksAndOneThatIsTooManyAreSaidBesideHowManyThereAre() {
    Kept kept = kept().wanted("models", 1);
    kept = kept.with(1, kept.proven(HOUR), ONE, TWO);

    assertThat(seen(kept.with(1, kept.damaged(9), THREE)))
        .extracting(Observation::code)
        .containsExactly(Code.BLOCK_CORRUPT);
    assertThat(seen(kept.with(1, kept.excess(HOUR), THREE)))
        .extracting(Observation::code)
        .containsExactly(Code.CONTENT_EXCESS);
    assertThat(seen(kept.with(1, kept.proven(Duration.ofDays(8)), TWO)))
        .extracting(Observation::code)
        .containsExactly(Code.PROOF_OVERDUE);
  }
}
