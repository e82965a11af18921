package org.kubosteward.journal;

import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.leave;
import static org.kubosteward.journal.Rounds.nearFull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Decision;

/** What a round of 1,000 nodes costs. */
record RoundCost(
    Duration healthy, Duration quiet, int quietStatements, Duration busy, long busyBytes) {
  private static final int NODES = 1_000;
  private static final int CHANGING = NODES / 20;
  private static final int ROUNDS = 40;

  /** Rounds in which nothing changes, then rounds in which 5 % of the nodes change. */
  static RoundCost of(CountedConnections database, Path file) throws Exception {
    SqlJournal journal = new SqlJournal(database, JournalLimits.shipped());
    Duration healthy = quiet(journal, 0, List.of());
    List<Decision> standing = new ArrayList<>();
    for (int n = 0; n < NODES; n++) {
      standing.add(leave(nearFull(n, Level.WARN, at(0)), "growing"));
    }
    journal.append(Rounds.round(0, NODES, standing));
    journal.append(Rounds.round(0, NODES, standing));
    database.statements();
    Duration quiet = quiet(journal, 0, standing);
    int quietStatements = database.statements().size();

    long before = Files.size(file);
    Duration busy = Duration.ZERO;
    for (int round = 0; round < ROUNDS; round++) {
      List<Decision> changed = new ArrayList<>(standing);
      changed.subList(0, CHANGING * (round % 2)).clear();
      // Within the refresh interval, so that only what changed is written.
      busy = busy.plus(append(journal, 0, changed));
    }
    return new RoundCost(
        healthy,
        quiet,
        quietStatements,
        busy.dividedBy(ROUNDS),
        (Files.size(file) - before) / ROUNDS);
  }

  /** The mean of rounds in which nothing changes, once the machine is warm. */
  private static Duration quiet(SqlJournal journal, int number, List<Decision> decisions) {
    for (int round = 0; round < ROUNDS; round++) {
      append(journal, number, decisions);
    }
    Duration total = Duration.ZERO;
    for (int round = 0; round < ROUNDS; round++) {
      total = total.plus(append(journal, number, decisions));
    }
    return total.dividedBy(ROUNDS);
  }

  private static Duration append(SqlJournal journal, int number, List<Decision> decisions) {
    Round round = Rounds.round(number, NODES, decisions);
    long start = System.nanoTime();
    journal.append(round);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
