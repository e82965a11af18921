package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What came of attempts and could not be written yet, oldest first. */
final class Outcomes {
  /**
   * More than these cannot wait. No attempt begins while the database is away, so only those that
   * were under way, and their verifications, ever do.
   */
  private static final int MAX = 1_000;

  private final Deque<Write> waiting = new ArrayDeque<>();

  /** One statement that is right however late it comes. */
  interface Write {
    void in(Sql sql) throws SQLException;
  }

  boolean none() {
    return waiting.isEmpty();
  }

  void add(Write write) {
    if (waiting.size() == MAX) {
      waiting.removeFirst();
    }
    waiting.addLast(write);
  }

  void write(Sql sql) throws SQLException {
    for (Write write : waiting) {
      write.in(sql);
    }
  }

  void clear() {
    waiting.clear();
  }
}
