package org.kubosteward.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * What the leader left for other processes beside its latest round.
 *
 * @param holder the leader that wrote it
 * @param round its number, counted since that leader started
 * @param takenAt when the round began, by the leader's clock
 * @param age how long ago it was written when it was read, both by the database's clock
 * @param nodes the text of the roster, which this room does not read
 */
public record RosterRow(String holder, long round, Instant takenAt, Duration age, String nodes) {}
