package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Status;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Mutes;
import org.kubosteward.remedy.Plan;

/**
 * {@code GET /api/v1/health}.
 *
 * @param why why the status is UNKNOWN
 * @param journal why the journal is closed; left out while it is open
 * @param at when the round began; null before the first, as is {@code round}
 * @param leader on a standby, whose round it is and how old; left out where this plane leads
 */
record HealthAnswer(
    Status status,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> why,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> journal,
    Optional<Instant> at,
    Optional<Long> round,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Led> leader,
    List<Item> findings) {

  static HealthAnswer of(RecordSnapshot dossier) {
    FleetStatus verdict = dossier.verdict();
    Mutes mutes = dossier.mutes();
    Optional<Leader> leaders = dossier.leader().filter(leader -> leader.judged().isPresent());
    return new HealthAnswer(
        verdict.status(),
        verdict
            .why()
            .map(why -> why + dossier.preparation().map(p -> "; " + p.sentence()).orElse("")),
        dossier.journalTrouble(),
        leaders.map(Leader::at).or(() -> dossier.latest().map(round -> round.picture().takenAt())),
        leaders.map(Leader::round).or(() -> dossier.latest().map(r -> r.picture().round())),
        dossier.leader().map(Led::of),
        dossier.findings().stream()
            .map(finding -> Item.of(finding, dossier.plan(), mutes))
            .toList());
  }

  /**
   * The plane that leads, where another one answers.
   *
   * @param fresh whether status and findings are its own; else they are what this plane sees
   */
  record Led(String name, long round, Instant at, long ageSeconds, boolean fresh) {
    static Led of(Leader leader) {
      return new Led(
          leader.name(),
          leader.round(),
          leader.at(),
          leader.age().toSeconds(),
          leader.judged().isPresent());
    }
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
    static Item of(Finding finding, Optional<Plan> plan, Mutes mutes) {
      return new Item(
          finding.code().name(),
          finding.level().severity(),
          finding.subject().toString(),
          finding.since(),
          mutes.covering(finding).isPresent(),
          finding.evidence(),
          plan.flatMap(made -> made.about(finding.key())).map(Decided::of));
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
