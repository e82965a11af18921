package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.guard.Guards;

/**
 * What the guards have been refusing, and since when without a break. Pure: each round makes the
 * next from the one before and its plan.
 *
 * @param standing by the finding whose remedy is refused
 */
public record Refusals(SortedMap<Finding.Key, Standing> standing) {
  /** A refusal that lasts this long will not lift itself: somebody should know of it. */
  static final Duration LASTS = Duration.ofMinutes(10);

  public Refusals {
    standing = Collections.unmodifiableSortedMap(new TreeMap<>(standing));
  }

  /** One guard that says no about one finding, round after round. */
  public record Standing(Decision.Refuse refusal, Instant since) {}

  /** Before the first round. */
  public static Refusals none() {
    return new Refusals(new TreeMap<>());
  }

  /** With what the guards refused in this plan; another guard's refusal begins anew. */
  public Refusals after(Plan plan, Instant now) {
    SortedMap<Finding.Key, Standing> next = new TreeMap<>();
    for (Decision decision : plan.decisions()) {
      if (decision instanceof Decision.Refuse refuse && told(refuse.by())) {
        Finding.Key key = refuse.cause().key();
        Instant since =
            Optional.ofNullable(standing.get(key))
                .filter(before -> before.refusal().by().equals(refuse.by()))
                .map(Standing::since)
                .orElse(now);
        next.put(key, new Standing(refuse, since));
      }
    }
    return new Refusals(next);
  }

  /** The report with a {@code REMEDY_REFUSED} for each that has lasted and still has its cause. */
  public HealthReport added(HealthReport report, Instant now) {
    SortedMap<Subject, Finding> lasting = new TreeMap<>();
    standing.forEach(
        (key, refused) -> {
          boolean lasts = Duration.between(refused.since(), now).compareTo(LASTS) >= 0;
          if (lasts && report.finding(key).isPresent()) {
            lasting.putIfAbsent(key.subject(), finding(refused));
          }
        });
    return report.telling(Code.REMEDY_REFUSED, lasting.values());
  }

  private static Finding finding(Standing refused) {
    Decision.Refuse refusal = refused.refusal();
    return new Finding(
        Code.REMEDY_REFUSED,
        refusal.cause().subject(),
        Level.WARN,
        refused.since(),
        Evidence.of("cause", refusal.cause().code())
            .and("action", refusal.wanted().describe())
            .and("guard", refusal.by())
            .and("why", refusal.why())
            .entries());
  }

  private static boolean told(String guard) {
    return Guards.all().stream().anyMatch(g -> g.name().equals(guard) && g.toldWhenItLasts());
  }
}
