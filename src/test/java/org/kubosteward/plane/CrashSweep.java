package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.kubosteward.plane.SweepGround.Row;

/** Kills planes and sees what the next one makes of it; counts, and writes the table. */
final class CrashSweep {
  /** A plane that came back must have the lease and the record by then. */
  static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Auditor AUDITOR =
      new Auditor(new Auditor.Rules(1, 1, Duration.ofMinutes(10)));

  private final SweepGround ground;
  private final List<Crash> crashes = new ArrayList<>();

  /** Who goes on after the crash. */
  enum Heir {
    RESTARTED,
    STANDBY
  }

  /** One crash and what came of it. */
  record Crash(
      SweptAction action,
      CrashPoint point,
      Heir heir,
      long calls,
      String settled,
      Duration resumed,
      String again,
      List<String> breaches,
      String failure) {
    boolean sound() {
      return failure.isEmpty() && breaches.isEmpty();
    }

    @Override
    public String toString() {
      return "%s, %s, %s: %s"
          .formatted(action.label(), point, heir, sound() ? "sound" : failure + breaches);
    }
  }

  CrashSweep(SweepGround ground) {
    this.ground = ground;
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
              breaches(),
              String.valueOf(e.getMessage()));
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
      await("the standby to look", () -> second.health().path("round").asLong() > 0, second);
      action.fault(ground);
    }
    await("the crash", () -> killed.get() != null, first);
    if (heir == Heir.RESTARTED) {
      second.start();
    }
    await(
        "the heir to lead", () -> !ground.cluster().holder().orElse(leader).equals(leader), second);
    await("the record to be taken over", () -> none("RUNNING") && looks(second), second);
    Duration resumed = Duration.between(killed.get(), Instant.now());
    assertThat(resumed).as("resumed").isLessThanOrEqualTo(RESUMED_WITHIN);

    if (point.calls() == 0) {
      await("some rounds", rounds(second, 4), second);
      assertThat(ground.deeds().count(action.call())).as("calls after the crash").isZero();
      action.heal(ground);
    }
    await("the attempt to be verified", () -> settled(point), second);
    assertThat(ground.deeds().count(action.call())).as("calls").isEqualTo(point.calls());
    String again = action.disruptive() ? again(action, second) : "free to act";
    assertThat(ground.rows()).as("attempts on record").hasSize(1);
    return new Crash(
        action,
        point,
        heir,
        ground.deeds().count(action.call()),
        settledAs(ground.rows().get(0)),
        resumed,
        again,
        breaches(),
        "");
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

  private boolean none(String result) throws Exception {
    return ground.rows().stream().noneMatch(row -> row.result().equals(result));
  }

  private static boolean looks(PlaneProcess plane) {
    return plane.health().path("round").asLong() > 0;
  }

  private boolean settled(CrashPoint point) throws Exception {
    List<Row> rows = ground.rows();
    return rows.size() == 1
        && rows.get(0).result().equals(point.result())
        && !rows.get(0).verification().equals("OPEN");
  }

  private static String settledAs(Row row) {
    return row.result().toLowerCase(java.util.Locale.ROOT)
        + ", "
        + row.verification().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static Callable<Boolean> rounds(PlaneProcess plane, int more) {
    long now = plane.health().path("round").asLong();
    return () -> plane.health().path("round").asLong() >= now + more;
  }

  private List<String> breaches() throws Exception {
    return AUDITOR.breaches(
        ground.deeds().all(),
        ground.rows().stream()
            .map(row -> new Auditor.Intent(row.id(), row.kind(), row.target(), row.startedAt()))
            .toList(),
        ground.tap().intents());
  }

  private static void await(String what, Callable<Boolean> condition, PlaneProcess told) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(condition);
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("not reached: " + what + "; see " + told.log(), e);
    }
  }

  /** Writes the table. */
  void write(Path page) throws Exception {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    for (SweptAction action : SweptAction.values()) {
      for (CrashPoint point : CrashPoint.values()) {
        for (Heir heir : Heir.values()) {
          List<Crash> cell =
              crashes.stream()
                  .filter(c -> c.action() == action && c.point() == point && c.heir() == heir)
                  .toList();
          if (!cell.isEmpty()) {
            lines.add(line(cell));
          }
        }
      }
    }
    long sound = crashes.stream().filter(Crash::sound).count();
    lines.add("");
    lines.add(
        "%d crashes: %d sound; %d calls that change something arrived, %d breaches of the rules."
            .formatted(
                crashes.size(),
                sound,
                crashes.stream().mapToLong(Crash::calls).sum(),
                crashes.stream().mapToLong(c -> c.breaches().size()).sum()));
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.write(page, lines);
  }

  private static String line(List<Crash> cell) {
    Crash one = cell.get(0);
    return "| %s | %s | %s | %d | %d | %s of %d | %s | %s | %.1f s |"
        .formatted(
            one.action().label(),
            one.point().words(),
            one.heir() == Heir.RESTARTED ? "restarted" : "standby",
            cell.size(),
            cell.stream().filter(Crash::sound).count(),
            counts(cell),
            one.point().calls(),
            String.join("; ", Set.copyOf(cell.stream().map(Crash::settled).toList())),
            String.join("; ", Set.copyOf(cell.stream().map(Crash::again).toList())),
            cell.stream().mapToLong(c -> c.resumed().toMillis()).max().orElse(0) / 1000.0);
  }

  private static String counts(List<Crash> cell) {
    return String.join(
        ", ", cell.stream().map(Crash::calls).distinct().sorted().map(String::valueOf).toList());
  }

  private static final String HEAD =
      """
      # Crash sweep

      Written by `./mvnw -Pcrash-sweep verify`. The packaged plane is killed with SIGKILL at each point
      of an attempt, on three real kubo nodes and a real PostgreSQL 17; pods, claims and the Lease are
      those of a small API server in the test. Nothing in the plane knows of it: the points are found
      by reading along between the plane and the database, the nodes and the API server. After the
      crash the plane is started again on the same journal, or a standby takes the Lease over.

      A crash is *sound* when no call arrived twice, the attempt on record is settled and is the only
      one, the same fault again is refused on its account (disruptive actions; one an hour is allowed
      here), the heir leads and has the record within 30 s, and the auditor, who reads only what
      arrived at the nodes and at the API server and what the database committed, finds no breach.

      Shortened: rounds every 1 to 2 s, Lease of 3 s, findings after 1 s.

      | action | killed | heir | runs | sound | calls that arrived, of those due | the attempt | the same fault again | back within |
      |---|---|---|---|---|---|---|---|---|
      """;
}
