package org.kubosteward.remedy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.kubosteward.health.HealthPolicy;

/**
 * How far the plane may go, validated.
 *
 * @param ceiling no action goes further than this, whatever its own mode
 * @param actions the rules of each kind, every kind present
 * @param verifyWithin how long after its end an attempt may take to show its effect
 * @param disruptivePerHour disruptive actions allowed in any hour, over the whole fleet
 * @param disruptivePerDay the same in any day
 * @param roundEvery the pace of the loop: what "two looks" and "two rounds old" are measured in
 * @param window the hours in which a disruptive action may begin
 * @param bounds how much may be wrong, and how much under way, before the plane holds back
 */
public record RemedyPolicy(
    Mode ceiling,
    Map<ActionKind, Rule> actions,
    Duration verifyWithin,
    int disruptivePerHour,
    int disruptivePerDay,
    Duration roundEvery,
    Hours window,
    Bounds bounds) {
  /**
   * A round with a node in it that hangs lasts as long as the longest deadline of a question, so
   * that the answers of the others are that old when the plan is made.
   */
  private static final Duration FRESH_AT_LEAST = Duration.ofSeconds(15);

  public RemedyPolicy {
    EnumMap<ActionKind, Rule> all = new EnumMap<>(ActionKind.class);
    for (ActionKind kind : ActionKind.values()) {
      all.put(kind, actions.getOrDefault(kind, Rule.shipped(kind)));
    }
    actions = Map.copyOf(all);
  }

  /** A policy with the bounds as shipped. */
  public RemedyPolicy(
      Mode ceiling,
      Map<ActionKind, Rule> actions,
      Duration verifyWithin,
      int disruptivePerHour,
      int disruptivePerDay,
      Duration roundEvery,
      Hours window) {
    this(
        ceiling,
        actions,
        verifyWithin,
        disruptivePerHour,
        disruptivePerDay,
        roundEvery,
        window,
        Bounds.SHIPPED);
  }

  /** A policy that holds at any hour. */
  public RemedyPolicy(
      Mode ceiling,
      Map<ActionKind, Rule> actions,
      Duration verifyWithin,
      int disruptivePerHour,
      int disruptivePerDay,
      Duration roundEvery) {
    this(
        ceiling,
        actions,
        verifyWithin,
        disruptivePerHour,
        disruptivePerDay,
        roundEvery,
        Hours.always());
  }

  /** The policy as shipped. */
  public static RemedyPolicy shipped() {
    return new RemedyPolicy(
        Mode.AUTO, Map.of(), Duration.ofSeconds(90), 3, 6, Duration.ofSeconds(5));
  }

  /** The rule of one kind. */
  public Rule rule(ActionKind kind) {
    return Objects.requireNonNull(actions.get(kind));
  }

  /** The mode that holds for one kind: its own, but never beyond the ceiling. */
  public Mode mode(ActionKind kind) {
    Mode own = rule(kind).mode();
    return own.compareTo(ceiling) <= 0 ? own : ceiling;
  }

  /** How long after its end an attempt of that kind may take to show its effect. */
  public Duration verifyWithin(ActionKind kind) {
    return verifyWithin.compareTo(kind.settling()) > 0 ? verifyWithin : kind.settling();
  }

  /** Two looks: how long a fault must have been gone to count as cured. */
  public Duration twoLooks() {
    return roundEvery.multipliedBy(2);
  }

  /** A reading older than this is no ground to act on: two rounds, and never under 15 s. */
  public Duration freshFor() {
    return twoLooks().compareTo(FRESH_AT_LEAST) > 0 ? twoLooks() : FRESH_AT_LEAST;
  }

  /**
   * What makes the plane hold back, whatever the action.
   *
   * @param silentOneIn with more than one node and more than one in so many silent, nothing
   *     disruptive is done
   * @param failingAtLeast of so many disruptive actions of a kind in a day, or more, half must have
   *     cured
   * @param gentleAtOnce gentle actions under way at once
   * @param pinsAskedEvery how often each node is asked what it pins, {@code
   *     steward.probe.slow-every}
   */
  public record Bounds(
      int silentOneIn, int failingAtLeast, int gentleAtOnce, Duration pinsAskedEvery) {
    /**
     * A third of the fleet, four actions, four at once: enough to bring a node of a small fleet
     * back to all its siblings in one round, and few enough that a wrong idea about hundreds of
     * links shows itself on four.
     */
    public static final Bounds SHIPPED = new Bounds(3, 4, 4, Duration.ofMinutes(5));

    public Bounds {
      within("silent-one-in", silentOneIn, 2, 100);
      within("failing-at-least", failingAtLeast, 2, 100);
      within("gentle-at-once", gentleAtOnce, 1, 100);
    }

    /** How many nodes of so many may be silent before that is more than a node's own trouble. */
    public int silentAtMost(int nodes) {
      return HealthPolicy.silentAtMost(silentOneIn, nodes);
    }

    /**
     * How long a report of pins is one: two askings, which each node gets up to a tenth late, and a
     * minute for the answer.
     */
    public Duration pinsToldFor() {
      return pinsAskedEvery.multipliedBy(22).dividedBy(10).plusMinutes(1);
    }

    private static void within(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "steward.remedy.%s is %d; it may be %d to %d".formatted(name, value, least, most));
      }
    }
  }

  /**
   * The rule of one kind of action.
   *
   * @param cooldown between two attempts about the same finding, doubling up to {@code cooldownMax}
   * @param attempts how many may fail before a person is asked
   * @param approvals how many persons must say yes in mode approve, 1 or 2
   */
  public record Rule(
      Mode mode, Duration cooldown, Duration cooldownMax, int attempts, int approvals) {
    public Rule {
      if (approvals < 1 || approvals > 2) {
        throw new IllegalArgumentException("approvals is 1 or 2, not " + approvals);
      }
    }

    /** A rule under which one person's yes is enough. */
    public Rule(Mode mode, Duration cooldown, Duration cooldownMax, int attempts) {
      this(mode, cooldown, cooldownMax, attempts, 1);
    }

    /** The rule as shipped, which each action says of itself. */
    public static Rule shipped(ActionKind kind) {
      return kind.rule();
    }
  }
}
