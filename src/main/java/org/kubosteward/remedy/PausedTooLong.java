package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

/**
 * Makes a finding of every pause that never ends by itself and has held for an hour: whoever asked
 * for it has gone home, and nobody mends what the plane would. Pure.
 */
public final class PausedTooLong {
  /** Long enough for a hand on a machine; what takes longer is planned, and can say its end. */
  static final Duration NAGS_AFTER = Duration.ofHours(1);

  /** So many pauses are told one by one. */
  private static final int TOLD = 5;

  /** The report of that situation with a {@code STEWARD_PAUSED} for each subject, in order. */
  public HealthReport added(Situation situation) {
    HealthReport report = situation.report();
    Map<Subject, List<Intent.Pause>> forgotten =
        situation
            .pauses()
            .filter(pause -> pause.expiresAt().isEmpty())
            .filter(pause -> !situation.now().isBefore(pause.createdAt().plus(NAGS_AFTER)))
            .collect(
                Collectors.groupingBy(
                    pause -> subject(pause, situation), TreeMap::new, Collectors.toList()));
    List<Finding> told = new ArrayList<>();
    forgotten.forEach((subject, pauses) -> told.add(finding(subject, pauses, situation.now())));
    return report.telling(Code.STEWARD_PAUSED, told);
  }

  /** The node that is paused; the fleet for a node that is gone. */
  private static Subject subject(Intent.Pause pause, Situation situation) {
    Optional<NodeId> node =
        situation.picture().nodes().keySet().stream()
            .filter(id -> pause.node().equals(Optional.of(id.name())))
            .findFirst();
    return node.map(Subject::of).orElseGet(Subject::fleet);
  }

  private static Finding finding(Subject subject, List<Intent.Pause> pauses, Instant now) {
    Evidence evidence = Evidence.of("pauses", pauses.size());
    for (Intent.Pause pause : pauses.subList(0, Math.min(TOLD, pauses.size()))) {
      evidence =
          evidence.and(
              "pause #" + pause.id(),
              "%s%sby %s %s ago: %s"
                  .formatted(
                      pause.action().map(kind -> kind.label() + " ").orElse(""),
                      pause.node().map(node -> "on " + node + " ").orElse(""),
                      pause.author(),
                      Evidence.span(Duration.between(pause.createdAt(), now)),
                      pause.reason()));
    }
    Instant since =
        pauses.stream().map(Intent::createdAt).min(Comparator.naturalOrder()).orElse(now);
    return new Finding(Code.STEWARD_PAUSED, subject, Level.WARN, since, evidence.entries());
  }
}
