package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The row of a fleet that whoever changes its requests holds until that is committed. So its times
 * grow in the order in which they can be seen, and no content loses its row while another plane
 * asks for it.
 *
 * @param newest the latest time that was given out
 * @param requests how many there are
 */
record PinClock(Instant newest, long requests) {
  /** Programs in browsers know no finer time than this, and page by it. */
  private static final ChronoUnit TICK = ChronoUnit.MILLIS;

  /** Holds the row, and waits for whoever holds it. The first ever of a fleet makes it. */
  static PinClock hold(Sql sql) throws SQLException {
    List<PinClock> rows = read(sql);
    if (rows.isEmpty()) {
      sql.update(
          "INSERT INTO pin_clock (fleet, newest, requests)"
              + " SELECT CAST(? AS VARCHAR(100)), CAST(? AS TIMESTAMP(6) WITH TIME ZONE), COUNT(*)"
              + " FROM pin_request WHERE fleet = ?",
          sql.fleet(),
          Instant.EPOCH,
          sql.fleet());
      rows = read(sql);
    }
    if (rows.isEmpty()) {
      throw new SQLException("the table pin_clock of the journal keeps no row");
    }
    return rows.get(0);
  }

  /** After so many requests more, of which the newest has that time. */
  void write(Sql sql) throws SQLException {
    sql.update(
        "UPDATE pin_clock SET newest = ?, requests = ? WHERE fleet = ?",
        newest,
        requests,
        sql.fleet());
  }

  /** With so many more, or fewer. */
  PinClock with(int more) {
    return new PinClock(newest, requests + more);
  }

  /** At that time, or at the next one that nobody had. */
  PinClock at(Instant wished) {
    Instant time = wished.truncatedTo(TICK);
    Instant next = newest.truncatedTo(TICK).plus(1, TICK);
    return new PinClock(time.isBefore(next) ? next : time, requests);
  }

  private static List<PinClock> read(Sql sql) throws SQLException {
    return sql.query(
        "SELECT newest, requests FROM pin_clock WHERE fleet = ? FOR UPDATE",
        row -> Optional.of(new PinClock(Sql.instant(row, "newest"), row.getLong("requests"))),
        sql.fleet());
  }
}
