package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.house.LogLines;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

final class NarratorTest {
  private static final Instant NOW = Fleets.START;
  private static final Finding REFUSED =
      new Finding(
          Code.REMEDY_REFUSED,
          Subject.fleet(),
          Level.WARN,
          NOW,
          Evidence.of("guard", "budget").entries());

  private final LogLines lines = new LogLines("steward.finding");
  private final Narrator narrator = new Narrator();

  @AfterEach
  void stopListening() {
    lines.close();
  }

  @Test
  void whatLastsIsToldOnceAlsoWhenTheHealthChecksDoNotKnowOfIt() {
    tell(List.of(), REFUSED);
    tell(List.of(), REFUSED);
    tell(List.of(), REFUSED);

    assertThat(lines.told()).singleElement().asString().contains("REMEDY_REFUSED", "state=opened");
  }

  @Test
  void thatACredentialAllowsNoCanariesIsToldOnceAndWhenItDoesAgain() {
    try (LogLines rounds = new LogLines("steward.round")) {
      Fleets allowed = Fleets.threeHealthy();
      Fleets none =
          allowed.proven("kubo-1", "kubo-2", Outcome.NOT_ALLOWED, 0, Duration.ofSeconds(5));
      tell(allowed);
      tell(none);
      tell(none);
      tell(allowed);

      assertThat(rounds.told())
          .filteredOn(line -> line.contains("canaries="))
          .satisfiesExactly(
              line -> assertThat(line).contains("canaries=not-allowed nodes=[kubo-1]"),
              line -> assertThat(line).contains("canaries=allowed"));
    }
  }

  @Test
  void whatIsGoneIsToldOnce() {
    tell(List.of(), REFUSED);
    tell(List.of());
    tell(List.of());

    assertThat(lines.told()).hasSize(2);
    assertThat(lines.told().get(1)).contains("REMEDY_REFUSED", "state=closed");
  }

  @Test
  void whatAnEarlierPlaneFoundIsNotToldAgain() {
    tell(List.of(REFUSED), REFUSED);

    assertThat(lines.told()).isEmpty();
  }

  private void tell(List<Finding> remembered, Finding... findings) {
    tell(Fleets.threeHealthy(), remembered, findings);
  }

  private void tell(Fleets fleet) {
    tell(fleet, List.of());
  }

  private void tell(Fleets fleet, List<Finding> remembered, Finding... findings) {
    Round round =
        new Round(
            fleet.picture(),
            report(List.of(findings)),
            new Plan(List.of()),
            List.of(),
            RemedyPolicy.shipped(),
            true,
            Duration.ofMillis(20));
    narrator.tell(round, report(remembered), Duration.ZERO);
  }

  private static HealthReport report(List<Finding> findings) {
    return new HealthReport(NOW, findings, new TreeMap<>(), new TreeMap<>());
  }
}
