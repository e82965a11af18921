package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.kubosteward.plane.SweepGround.Row;
import org.kubosteward.remedy.RemedyPolicy;

/** Kills planes, sees what the next one makes of it, and counts. */
final class CrashSweep {
  /** A plane that came back must have the lease and the record by then. */
  static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A ladder that was cut waits for the cool-down of its step and for that of the next. */
  private static final Duration LADDER = Duration.ofSeconds(90);

  private static final String COLLECTED_IN_VAIN = "collect-garbage: failed, not cured";

  private final SweepGround ground;
  private final List<Crash> crashes = new ArrayList<>();
  private final int run;

  /** Who goes on after the crash. */
  enum Heir {
    RESTARTED,
    STANDBY
  }

  /**
   * One crash and what came of it.
   *
   * @param calls all that arrived, before and after the crash, by the end
   * @param again what came of the same fault, or of the ladder
   * @param load of the machine when it was over, as a number of processes
   * @param run 1, or higher where a run went on from another
   */
  record Crash(
      SweptAction action,
      CrashPoint point,
      Heir heir,
      long calls,
      String settled,
      Duration resumed,
      String again,
      List<String> breaches,
      String failure,
      double load,
      int run) {
    boolean sound() {
      return failure.isEmpty() && breaches.isEmpty() && !late();
    }

    boolean late() {
      return resumed.compareTo(RESUMED_WITHIN) > 0;
    }

    boolean sameCell(Crash other) {
      return action == other.action && point == other.point && heir == other.heir;
    }

    /** Whether nothing else is wrong with it. */
    boolean onlyLate() {
      return failure.isEmpty() && breaches.isEmpty() && late();
    }

    @Override
    public String toString() {
      return "%s, %s, %s: %s, back after %.1f s, load %.1f"
          .formatted(
              action.label(),
              point,
              heir,
              sound() ? "sound" : "NOT SOUND " + failure + breaches,
              resumed.toMillis() / 1000.0,
              load);
    }
  }

  CrashSweep(SweepGround ground) {
    this(ground, List.of());
  }

  /** One that goes on where another ended. */
  CrashSweep(SweepGround ground, List<Crash> earlier) {
    this.ground = ground;
    this.run = 1 + earlier.stream().mapToInt(Crash::run).max().orElse(0);
    crashes.addAll(earlier);
  }

  List<Crash> crashes() {
    return List.copyOf(crashes);
  }

  Crash run(SweptAction action, CrashPoint point, Heir heir) throws Exception {
    ground.reset();
    Crash crash;
    try (PlaneProcess first = ground.plane("first", action);
        PlaneProcess second = ground.plane("second", action)) {
      crash = crash(action, point, heir, first, second);
    } catch (AssertionError | RuntimeException e) {
      crash =
          new Crash(
              action,
              point,
              heir,
              ground.deeds().count(action.call()),
              ground.rows().toString(),
              Duration.ZERO,
              "",
              breaches(action),
              String.valueOf(e.getMessage()),
              load(),
              run);
    }
    crashes.add(crash);
    System.out.println("crash " + crash);
    return crash;
  }

  private Crash crash(
      SweptAction action, CrashPoint point, Heir heir, PlaneProcess first, PlaneProcess second)
      throws Exception {
    AtomicReference<Instant> killed = new AtomicReference<>();
    if (heir == Heir.RESTARTED) {
      action.fault(ground);
    }
    point.arm(
        ground,
        action,
        () -> {
          first.kill();
          killed.set(Instant.now());
        });
    first.start();
    await("the first plane to lead", () -> ground.cluster().holder().isPresent(), first);
    String leader = ground.cluster().holder().orElseThrow();
    if (heir == Heir.STANDBY) {
      second.start();
      await("the standby to look", () -> looks(second), second);
      action.fault(ground);
    }
    if (action.ladder()) {
      await("a collection in vain", LADDER, () -> told().contains(COLLECTED_IN_VAIN), first);
    }
    await("the crash", () -> killed.get() != null, first);
    if (heir == Heir.RESTARTED) {
      second.start();
    }
    await(
        "the heir to lead", () -> !ground.cluster().holder().orElse(leader).equals(leader), second);
    await("the record to be taken over", () -> none("RUNNING") && looks(second), second);
    Duration resumed = Duration.between(killed.get(), Instant.now());

    if (point.calls() == 0) {
      await("some rounds", rounds(second, 4), second);
      assertThat(ground.deeds().count(action.call())).as("calls after the crash").isZero();
      action.heal(ground);
    }
    await(
        "the attempt to be verified",
        RemedyPolicy.shipped().verifyWithin(action.kind()),
        () -> settled(action, point),
        second);
    Row attempt = attempts(action).get(0);
    assertThat(ground.deeds().count(action.call())).as("calls").isEqualTo(point.calls());
    String again = again(action, point, second);
    return new Crash(
        action,
        point,
        heir,
        ground.deeds().count(action.call()),
        settledAs(attempt),
        resumed,
        again,
        breaches(action),
        "",
        load(),
        run);
  }

  private String again(SweptAction action, CrashPoint point, PlaneProcess heir) throws Exception {
    if (action.ladder()) {
      return ladder(action, point, heir);
    }
    String again = action.disruptive() ? again(action, heir) : "free to act";
    assertThat(ground.rows()).as("attempts on record").hasSize(1);
    return again;
  }

  /** The same fault again: what was done before the crash must count. */
  private String again(SweptAction action, PlaneProcess heir) throws Exception {
    String code = action.codes().get(0);
    await("the trouble to be over", () -> !heir.has(code, ""), heir);
    action.fault(ground);
    await(
        "the next attempt to be refused",
        () -> heir.finding(code, "").path("decision").path("kind").asText().equals("refuse"),
        heir);
    String guard = heir.finding(code, "").path("decision").path("guard").asText();
    assertThat(guard).as("what keeps it from acting again").isIn("too-soon", "budget");
    await("some rounds", rounds(heir, 2), heir);
    return "refused: " + guard;
  }

  /**
   * The rest of the ladder: what nobody knows to have been read is read by an attempt of its own,
   * and then it collects, once.
   */
  private String ladder(SweptAction action, CrashPoint point, PlaneProcess heir) throws Exception {
    List<String> due = new ArrayList<>(List.of(COLLECTED_IN_VAIN));
    if (point.interrupts()) {
      due.add("heal-blocks: interrupted, not cured");
    }
    due.add("heal-blocks: done, cured");
    due.add("collect-garbage: done, cured");
    await("the ladder's end", LADDER, () -> told().size() >= due.size() && none("OPEN"), heir);
    await("some rounds", rounds(heir, 4), heir);
    assertThat(told()).as("attempts on record").isEqualTo(due);
    assertThat(ground.deeds().count(action.call())).as("reads").isEqualTo(point.due(action));
    assertThat(ground.deeds().count("repo/gc")).as("collections").isEqualTo(2);
    return point.interrupts()
        ? "ladder: read once more, then collected"
        : "ladder: not read again, collected";
  }

  private List<String> told() throws Exception {
    return ground.rows().stream().map(row -> row.kind() + ": " + settledAs(row)).toList();
  }

  private boolean none(String state) throws Exception {
    return ground.rows().stream()
        .noneMatch(row -> row.result().equals(state) || row.verification().equals(state));
  }

  private static boolean looks(PlaneProcess plane) {
    return plane.health().path("round").asLong() > 0;
  }

  private List<Row> attempts(SweptAction action) throws Exception {
    return ground.rows().stream().filter(row -> row.kind().equals(action.label())).toList();
  }

  private boolean settled(SweptAction action, CrashPoint point) throws Exception {
    List<Row> rows = attempts(action);
    return rows.size() == 1
        && rows.get(0).result().equals(point.result())
        && !rows.get(0).verification().equals("OPEN");
  }

  private static String settledAs(Row row) {
    return row.result().toLowerCase(Locale.ROOT)
        + ", "
        + row.verification().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Callable<Boolean> rounds(PlaneProcess plane, int more) {
    long now = plane.health().path("round").asLong();
    return () -> plane.health().path("round").asLong() >= now + more;
  }

  private List<String> breaches(SweptAction action) throws Exception {
    return new Auditor(action.rules())
        .breaches(
            ground.deeds().all(),
            ground.rows().stream()
                .map(row -> new Auditor.Intent(row.id(), row.kind(), row.target(), row.startedAt()))
                .toList(),
            ground.tap().intents());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void await(String what, Callable<Boolean> condition, PlaneProcess told) {
    await(what, Duration.ZERO, condition, told);
  }

  /** Waits for as long as the plane takes by its own word, and a minute. */
  private static void await(
      String what, Duration promised, Callable<Boolean> condition, PlaneProcess told) {
    Duration patience = promised.plus(PATIENCE);
    try {
      Awaitility.await(what)
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(condition);
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          "not reached within %d s: %s; see %s".formatted(patience.toSeconds(), what, told.log()),
          e);
    }
  }
}
