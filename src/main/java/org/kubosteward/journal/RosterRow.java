package org.kubosteward.journal;

import java.time.Duration;
import java.time.Instant;
import org.kubosteward.health.HealthReport;
import org.kubosteward.remedy.Plan;

/**
 * What the leader left for other processes beside its latest round.
 *
 * @param holder the leader that wrote it
 * @param round its number, counted since that leader started
 * @param takenAt when the round began, by the leader's clock
 * @param age how long ago it was written when it was read, both by the database's clock
 * @param nodes the text of the roster, which this room does not read
 * @param report what was found and decided, as text
 */
public record RosterRow(
    String holder, long round, Instant takenAt, Duration age, String nodes, String report) {

  /**
   * What the leader found and decided, the worst findings first, a bounded number of them.
   *
   * @param report without what is being watched and does not count yet
   */
  public record Judged(HealthReport report, Plan plan) {}

  /**
   * Reads the report.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public Judged judged() {
    return ReportText.read(report, takenAt);
  }
}
