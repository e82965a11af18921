package org.kubosteward.roster;

import java.time.Duration;
import java.time.Instant;

/**
 * A roster with where it comes from.
 *
 * @param leads whether the plane that tells it made it as the leader
 * @param round the round that it is of, counted since its plane started
 * @param at when that round began
 * @param age how long ago it ended
 */
record Posted(RosterText roster, boolean leads, long round, Instant at, Duration age) {}
