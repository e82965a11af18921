/**
 * Examines a snapshot with small checks and returns findings, each with a code.
 *
 * <p>A {@link org.kubosteward.health.Check} says what it sees in one picture; {@link
 * org.kubosteward.health.Checkup} holds that against time and makes findings of it.
 */
@NullMarked
package org.kubosteward.health;

import org.jspecify.annotations.NullMarked;
