/** Calls the rooms in order, at its own pace, and holds all the wiring. Nobody imports it. */
@NullMarked
package org.kubosteward.loop;

import org.jspecify.annotations.NullMarked;
