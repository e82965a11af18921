/**
 * Tells other processes, in a few kilobytes, which nodes to use and which not.
 *
 * <p>The leader leaves the roster of each round in the journal, and every plane serves it from
 * there; whoever asks keeps the last one and goes on with it when no plane answers.
 */
@NullMarked
package org.kubosteward.roster;

import org.jspecify.annotations.NullMarked;
