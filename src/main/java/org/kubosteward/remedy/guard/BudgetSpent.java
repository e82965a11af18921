package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

/** Over the whole fleet so many disruptive actions an hour and a day, whatever their causes. */
final class BudgetSpent implements Guard {
  private static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public String meaning() {
    return "The disruptive actions that the fleet is allowed in an hour or in a day are spent;"
        + " lifted when the oldest of them falls out of the window.";
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.disruptive-per-hour", "steward.remedy.disruptive-per-day");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.disruptive()) {
      return Optional.empty();
    }
    return spent(HOUR, situation.policy().disruptivePerHour(), situation)
        .or(() -> spent(DAY, situation.policy().disruptivePerDay(), situation));
  }

  private static Optional<String> spent(Duration window, int most, Situation situation) {
    Instant from = situation.now().minus(window);
    List<Instant> starts =
        situation.attempts().stream()
            .filter(attempt -> attempt.action().disruptive() && !attempt.refused())
            .map(Attempt::startedAt)
            .filter(at -> at.isAfter(from))
            .sorted()
            .toList();
    if (starts.size() < most) {
      return Optional.empty();
    }
    String lifted =
        most == 0
            ? "none is allowed"
            : "the next may begin in "
                + Evidence.span(Duration.between(from, starts.get(starts.size() - most)));
    return Optional.of(
        "%d disruptive actions in the last %s, %d are allowed: %s"
            .formatted(starts.size(), Evidence.span(window), most, lifted));
  }
}
