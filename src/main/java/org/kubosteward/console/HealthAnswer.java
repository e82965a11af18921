package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Status;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Mutes;

/**
 * {@code GET /api/v1/health}.
 *
 * @param why why the status is UNKNOWN
 * @param journal why the journal is closed; left out while it is open
 * @param at when the round began; null before the first, as is {@code round}
 */
record HealthAnswer(
    Status status,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> why,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> journal,
    Optional<Instant> at,
    Optional<Long> round,
    List<Item> findings) {

  static HealthAnswer of(Dossier dossier) {
    Verdict verdict = dossier.verdict();
    Mutes mutes = dossier.mutes();
    return new HealthAnswer(
        verdict.status(),
        verdict
            .why()
            .map(why -> why + dossier.preparation().map(p -> "; " + p.sentence()).orElse("")),
        dossier.journalTrouble(),
        dossier.latest().map(round -> round.picture().takenAt()),
        dossier.latest().map(round -> round.picture().round()),
        dossier.latest().stream()
            .flatMap(round -> round.report().findings().stream().map(f -> Item.of(f, round, mutes)))
            .toList());
  }

  /** One finding; {@code decision} is null for none. */
  record Item(
      String code,
      String severity,
      String subject,
      Instant since,
      boolean muted,
      Map<String, String> evidence,
      Optional<Decided> decision) {
    static Item of(Finding finding, Round round, Mutes mutes) {
      return new Item(
          finding.code().name(),
          finding.level().severity(),
          finding.subject().toString(),
          finding.since(),
          mutes.covering(finding).isPresent(),
          finding.evidence(),
          round.plan().about(finding.key()).map(Decided::of));
    }
  }

  /** What was decided about it: {@code act}, {@code wait}, {@code refuse} or {@code leave}. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Decided(String kind, String why, Optional<String> guard, Optional<String> action) {
    static Decided of(Decision decision) {
      return new Decided(
          decision.kind().name().toLowerCase(Locale.ROOT),
          decision.why(),
          decision.guard(),
          decision.action().map(Action::describe));
    }
  }
}
