package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.content.PinStatus;

/**
 * Pages of requests at 1,000 and at 1,000,000 of them on PostgreSQL, side by side: the first page
 * may take twice as long. {@code -Dpins.many=100000} is the smaller measure.
 */
class PinPageBench {
  private static final int FEW = 1_000;
  private static final int MANY = Integer.getInteger("pins.many", 1_000_000);

  /** Rows of one statement, which has a deadline. */
  private static final int CHUNK = 10_000;

  private static final int WARM = 30;
  private static final int RUNS = 101;
  private static final double MOST = 2.0;

  private static final Set<PinStatus> PINNED = EnumSet.of(PinStatus.PINNED);
  private static final Set<PinStatus> FAILED = EnumSet.of(PinStatus.FAILED);

  /** As large as a load of so many rows by one statement needs. */
  private static final JournalLimits PATIENT =
      new JournalLimits(
          240, Duration.ofDays(30), 100_000, Duration.ofMinutes(5), Duration.ofSeconds(60));

  @Test
  void firstPages(@TempDir Path data) throws Exception {
    try (PostgresServer server = new PostgresServer(data.resolve("pg"))) {
      server.start();
      server.sql("CREATE DATABASE few");
      server.sql("CREATE DATABASE many");
      try (JournalDatabase few = opened(server, "few");
          JournalDatabase many = opened(server, "many")) {
        fill(few, FEW);
        fill(many, MANY);
        Map<String, PinQuery> queries = new LinkedHashMap<>();
        queries.put("first page, pinned", PinQuery.newest(PINNED, 10));
        queries.put("first page, any status", PinQuery.newest(Pins.ANY, 10));
        queries.put("first page of 1,000, pinned", PinQuery.newest(PINNED, 1_000));
        queries.put("first page, failed: one in 10,000", PinQuery.newest(FAILED, 10));
        queries.put("first page, none has it", PinQuery.newest(EnumSet.of(PinStatus.PINNING), 10));
        Map<String, Double> ratios = new LinkedHashMap<>();
        queries.forEach((name, query) -> ratios.put(name, sideBySide(name, few, many, query)));
        assertThat(ratios.get("first page, pinned")).isLessThanOrEqualTo(MOST);
        assertThat(ratios.get("first page, any status")).isLessThanOrEqualTo(MOST);
      }
    }
  }

  /** In turns, so that what else the machine does slows both. */
  private static double sideBySide(
      String name, JournalDatabase few, JournalDatabase many, PinQuery query) {
    SqlPins one = new SqlPins(few, PATIENT, FleetId.DEFAULT);
    SqlPins other = new SqlPins(many, PATIENT, FleetId.DEFAULT);
    long[] fast = new long[RUNS];
    long[] slow = new long[RUNS];
    for (int run = -WARM; run < RUNS; run++) {
      long a = took(one, query);
      long b = took(other, query);
      if (run >= 0) {
        fast[run] = a;
        slow[run] = b;
      }
    }
    Arrays.sort(fast);
    Arrays.sort(slow);
    double ratio = (double) slow[RUNS / 2] / fast[RUNS / 2];
    say(
        "%s: %.2f ms at %d, %.2f ms at %d (x%.2f; 9 of 10 within %.2f and %.2f ms)"
            .formatted(
                name,
                fast[RUNS / 2] / 1e6,
                FEW,
                slow[RUNS / 2] / 1e6,
                MANY,
                ratio,
                fast[RUNS * 9 / 10] / 1e6,
                slow[RUNS * 9 / 10] / 1e6));
    return ratio;
  }

  private static long took(SqlPins pins, PinQuery query) {
    long begun = System.nanoTime();
    pins.page(query);
    return System.nanoTime() - begun;
  }

  private static JournalDatabase opened(PostgresServer server, String name) {
    JournalDatabase database =
        new JournalDatabase(new Settings(server.url(name), "postgres", Optional.of("postgres")));
    SqlJournal journal = new SqlJournal(database, PATIENT);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(journal::check);
    return database;
  }

  /** A content each, of which one in 10,000 failed and the others are pinned. */
  private static void fill(JournalDatabase database, int requests) throws Exception {
    for (int from = 1; from <= requests; from += CHUNK) {
      String numbers =
          " FROM generate_series(%d, %d) AS numbers(n)"
              .formatted(from, Math.min(requests, from + CHUNK - 1));
      run(
          database,
          "INSERT INTO content (fleet, content, status, why, stored) SELECT 'default',"
              + " 'bafkrei' || md5(n::text) || md5((n + 1)::text),"
              + " CASE WHEN n % 10000 = 0 THEN 'FAILED' ELSE 'PINNED' END, '', TRUE"
              + numbers);
      run(
          database,
          "INSERT INTO pin_request (fleet, request_id, cid, content, name, folded, policy,"
              + " origins, meta, created_at, created_by) SELECT 'default', 'r' || n, '"
              + Pins.cid(1)
              + "', 'bafkrei' || md5(n::text) || md5((n + 1)::text), 'n' || n, 'n' || n,"
              + " 'default', '[]', E'\\n', TIMESTAMP '2026-01-01' + n * INTERVAL '1 second',"
              + " 'bench'"
              + numbers);
    }
    run(database, "ANALYZE");
  }

  private static void run(JournalDatabase database, String statement) throws Exception {
    Sql.transact(
        database, PATIENT.statementTimeout(), FleetId.DEFAULT, sql -> sql.update(statement));
  }

  @SuppressWarnings("SystemOut") // What a benchmark is for.
  private static void say(String line) {
    System.out.println(line);
  }
}
