/**
 * Turns findings into decisions, and lets guards refuse them with a reason.
 *
 * <p>Everything here is data or a pure function over data: a plan can be printed, stored and made
 * again from the same {@link org.kubosteward.remedy.Situation}.
 */
@NullMarked
package org.kubosteward.remedy;

import org.jspecify.annotations.NullMarked;
