package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.journal.PgBouncer;
import org.kubosteward.journal.PostgresServer;

/**
 * Rounds from the end of what closed a journal until it is open, of this build and, where {@code
 * -Dbench.before} names its directory {@code quarkus-app}, of an earlier one in the same run.
 */
class JournalReopensBench {
  private static final String TOKEN = "a token of the bench";
  private static final int MEBIBYTES = 8;
  private static final int POOLED = 4;
  private static final long STEADY = 8;
  private static final long ROUNDS_AT_MOST = 2;
  private static final Duration CLOSING = Duration.ofSeconds(60);
  private static final Duration OPENING = Duration.ofSeconds(60);

  private final Path directory;

  JournalReopensBench(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Map<String, Path> builds() {
    Map<String, Path> builds = new LinkedHashMap<>();
    builds.put("this build", Path.of("target/quarkus-app/quarkus-run.jar"));
    Optional.ofNullable(System.getProperty("bench.before"))
        .ifPresent(before -> builds.put("before", Path.of(before, "quarkus-run.jar")));
    return builds;
  }

  @Test
  void roundsUntilTheJournalIsOpenAgain() throws Exception {
    List<Long> ofThisBuild = new ArrayList<>();
    try (StubFleet fleet = new StubFleet(3);
        PostgresServer postgres = new PostgresServer(directory.resolve("postgres"))) {
      postgres.start();
      for (Map.Entry<String, Path> build : builds().entrySet()) {
        String name = build.getKey();
        Path home = Files.createDirectories(directory.resolve(name.replace(' ', '-')));
        String database = name.replace(' ', '_');
        postgres.sql("CREATE DATABASE " + database);
        List<Long> rounds = new ArrayList<>();
        try (SmallDisk disk = SmallDisk.at(home.resolve("disk"), MEBIBYTES).needed();
            PlaneProcess plane = plane(home.resolve("on-disk"), fleet, build.getValue())) {
          plane.with("steward.journal.url", "jdbc:h2:file:" + disk.path() + "/journal").start();
          rounds.add(rounds(name + ", disk full, then free", plane, disk::fill, disk::empty));
        }
        try (PlaneProcess plane = plane(home.resolve("in-postgres"), fleet, build.getValue())) {
          plane
              .with("steward.journal.url", postgres.url(database))
              .with("steward.journal.username", "postgres")
              .with("steward.journal.password", "postgres")
              .start();
          rounds.add(
              rounds(name + ", database away, then back", plane, postgres::stop, postgres::start));
        }
        postgres.sql("CREATE DATABASE pooled_" + database);
        try (PgBouncer pooler = new PgBouncer(home, postgres.port(), POOLED);
            PlaneProcess plane = plane(home.resolve("pooled"), fleet, build.getValue())) {
          plane
              .with("steward.journal.url", pooler.url("pooled_" + database))
              .with("steward.journal.username", "postgres")
              .with("steward.journal.password", "postgres")
              .start();
          String what = name + ", PgBouncer by transaction away, then back";
          rounds.add(rounds(what, plane, pooler::close, pooler::restart));
        }
        if (ofThisBuild.isEmpty()) {
          ofThisBuild.addAll(rounds);
        }
      }
    }
    assertThat(ofThisBuild).allMatch(rounds -> rounds <= ROUNDS_AT_MOST);
  }

  private static PlaneProcess plane(Path home, StubFleet fleet, Path jar) throws Exception {
    PlaneProcess plane =
        new PlaneProcess(home)
            .compiledAsShipped()
            .builtAs(jar)
            .with("steward.api.tokens.\"bench\".sha256", sha256(TOKEN))
            .with("steward.api.tokens.\"bench\".scopes", "read,operate");
    for (int i = 0; i < fleet.apis().size(); i++) {
      plane.with("steward.fleet.nodes.\"kubo-%d\".api".formatted(i + 1), fleet.apis().get(i));
    }
    return plane;
  }

  private static String sha256(String token) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  private interface Step {
    void take() throws Exception;
  }

  /** How many rounds began after the cause had ended until the journal was open. */
  private static long rounds(String what, PlaneProcess plane, Step breaks, Step mends)
      throws Exception {
    try {
      Awaitility.await().atMost(OPENING).ignoreExceptions().until(() -> open(plane));
      steady(plane);
    } catch (ConditionTimeoutException e) {
      System.out.printf("%s: not open or not for long after the start%n", what);
      return Long.MAX_VALUE;
    }
    breaks.take();
    Instant broken = Instant.now();
    Awaitility.await(what + " closes")
        .atMost(CLOSING)
        .ignoreExceptions()
        .until(() -> !writing(plane));
    Duration closed = Duration.between(broken, Instant.now());
    long stuckFrom = round(plane);
    Instant stuck = Instant.now();
    plane.await("some rounds without it", () -> round(plane) >= stuckFrom + 3);
    double pace =
        Duration.between(stuck, Instant.now()).toMillis() / 1e3 / (round(plane) - stuckFrom);
    mends.take();
    long ended = round(plane);
    Instant mended = Instant.now();
    try {
      Awaitility.await().atMost(OPENING).ignoreExceptions().until(() -> open(plane));
      System.out.printf(
          "%s: closed after %.1f s, a round every %.1f s without it, open after %d rounds, %.1f"
              + " s%n",
          what,
          closed.toMillis() / 1e3,
          pace,
          round(plane) - ended,
          Duration.between(mended, Instant.now()).toMillis() / 1e3);
      return round(plane) - ended;
    } catch (ConditionTimeoutException e) {
      System.out.printf(
          "%s: closed after %.1f s, a round every %.1f s without it, not open after %d rounds, %d"
              + " s%n",
          what, closed.toMillis() / 1e3, pace, round(plane) - ended, OPENING.toSeconds());
      return Long.MAX_VALUE;
    }
  }

  /** Open and written to for a while: more statements than a driver needs to prepare them. */
  private static void steady(PlaneProcess plane) {
    long from = round(plane);
    Awaitility.await()
        .atMost(CLOSING)
        .ignoreExceptions()
        .until(() -> writing(plane) && round(plane) >= from + STEADY);
  }

  /** A quiet fleet writes nothing, and what nobody writes to does not close: a person asks. */
  private static boolean writing(PlaneProcess plane) {
    try {
      plane.intend(TOKEN, "{\"kind\":\"pause\",\"node\":\"kubo-1\",\"reason\":\"the bench\"}");
      return open(plane);
    } catch (AssertionError refused) {
      return open(plane);
    }
  }

  private static boolean open(PlaneProcess plane) {
    return plane.metrics().lines().anyMatch("steward_journal_open 1.0"::equals);
  }

  private static long round(PlaneProcess plane) {
    return plane.health().path("round").asLong();
  }
}
