package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.RoundFigures;

/**
 * The verdict as the page leads with it.
 *
 * @param status as the API says it
 * @param word the same for people
 * @param sentence how many findings of which kind, or why it cannot be told
 * @param since since when it has been so, as far as the record reaches
 */
record Headline(Status status, String word, String sentence, Optional<Ago> since) {
  static Headline of(RecordSnapshot dossier) {
    FleetStatus verdict = dossier.verdict();
    List<Finding> audible = dossier.mutes().audible(dossier.findings());
    return new Headline(
        verdict.status(),
        word(verdict.status(), dossier.report().isEmpty()),
        dossier
            .preparation()
            .filter(preparation -> dossier.report().isEmpty())
            .map(preparation -> "nothing is watched yet: the fleet is being made ready")
            .or(verdict::why)
            .orElseGet(() -> sentence(audible)),
        since(verdict, audible, dossier.history()).map(at -> Ago.past(at, dossier.now())));
  }

  /** For style sheets. */
  public String css() {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Status status, boolean starting) {
    return switch (status) {
      case OK -> "All is well";
      case WARN -> "Needs a look";
      case ERR -> "In trouble";
      case UNKNOWN -> starting ? "Starting" : "Cannot tell";
    };
  }

  private static String sentence(List<Finding> audible) {
    if (audible.isEmpty()) {
      return "no open findings";
    }
    StringBuilder counts = new StringBuilder();
    for (Level level : List.of(Level.CRIT, Level.WARN, Level.CANNOT_TELL)) {
      long count = audible.stream().filter(finding -> finding.level() == level).count();
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ');
        counts.append(level.severity());
        counts.append(level == Level.WARN && count > 1 ? "s" : "");
      }
    }
    return counts.toString();
  }

  /** The oldest finding that makes the status; for OK, the oldest round of the run of OK. */
  private static Optional<Instant> since(
      FleetStatus verdict, List<Finding> audible, List<RoundFigures> history) {
    Status status = verdict.status();
    if (verdict.stale()) {
      return Optional.empty();
    }
    if (status != Status.OK) {
      Level decisive =
          status == Status.ERR
              ? Level.CRIT
              : status == Status.WARN ? Level.WARN : Level.CANNOT_TELL;
      return audible.stream()
          .filter(finding -> finding.level() == decisive)
          .map(Finding::since)
          .min(Instant::compareTo);
    }
    Optional<Instant> since = Optional.empty();
    for (int i = history.size() - 1; i >= 0 && history.get(i).status() == Status.OK; i--) {
      since = Optional.of(history.get(i).at());
    }
    return since;
  }
}
