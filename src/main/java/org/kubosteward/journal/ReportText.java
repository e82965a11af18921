package org.kubosteward.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Plan;

/** What a round found and decided, as text in the roster row: the worst first, bounded. */
final class ReportText {
  /** More than a page shows; the report has the worst first. */
  static final int FINDINGS_MOST = 200;

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
  private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

  private ReportText() {}

  /** One finding with its decision; names as the tables have them, times in ISO 8601. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Line(
      String code,
      String subject,
      String level,
      String since,
      String evidence,
      Optional<String> decision,
      Optional<String> why,
      Optional<String> guard,
      Optional<String> action,
      Optional<String> until) {
    static Line of(Finding finding, Optional<Decision> decided) {
      return new Line(
          finding.code().name(),
          Json.subject(finding.subject()),
          finding.level().name(),
          Sql.kept(finding.since()).toString(),
          Json.evidence(finding.evidence()),
          decided.map(decision -> decision.kind().name()),
          decided.map(decision -> TextBounds.cut(decision.why(), TextBounds.SENTENCE)),
          decided.flatMap(Decision::guard),
          decided.flatMap(Decision::action).map(Json::action),
          decided
              .filter(Decision.Wait.class::isInstance)
              .map(decision -> Sql.kept(((Decision.Wait) decision).until()).toString()));
    }

    /** Empty for a code or a subject that only a newer version knows. */
    Optional<Finding> finding() {
      return Json.code(code)
          .flatMap(
              known ->
                  Json.subject(subject)
                      .map(
                          about ->
                              new Finding(
                                  known,
                                  about,
                                  Level.valueOf(level),
                                  Instant.parse(since),
                                  Json.evidence(evidence))));
    }

    Optional<Decision> decision(Finding cause) {
      Optional<Action> wanted = action.flatMap(Json::action);
      String reason = why.orElse("");
      return decision
          .map(Decision.Kind::valueOf)
          .flatMap(
              kind ->
                  switch (kind) {
                    case ACT -> wanted.map(act -> new Decision.Act(cause, act, reason));
                    case REFUSE ->
                        wanted.map(
                            act -> new Decision.Refuse(cause, act, guard.orElse(""), reason));
                    case WAIT ->
                        until.map(at -> new Decision.Wait(cause, Instant.parse(at), reason));
                    case LEAVE -> Optional.of(new Decision.Leave(cause, reason));
                  });
    }
  }

  /** The text of a round. */
  static String of(Round round) {
    List<Line> lines =
        round.report().findings().stream()
            .limit(FINDINGS_MOST)
            .map(finding -> Line.of(finding, round.plan().about(finding.key())))
            .toList();
    try {
      return JSON.writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  /**
   * Reads the text of a round that began then.
   *
   * @throws IllegalArgumentException when it is none
   */
  static RosterRow.Judged read(String text, Instant at) {
    try {
      List<Finding> findings = new ArrayList<>();
      List<Decision> decisions = new ArrayList<>();
      for (Line line : JSON.readValue(text, LINES)) {
        line.finding()
            .ifPresent(
                finding -> {
                  findings.add(finding);
                  line.decision(finding).ifPresent(decisions::add);
                });
      }
      return new RosterRow.Judged(HealthReport.resumed(at, findings), new Plan(decisions));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the report in the table roster cannot be read", e);
    }
  }
}
