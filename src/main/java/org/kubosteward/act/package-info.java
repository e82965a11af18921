/** Performs one permitted action, once, in bounded time, and reports what happened. */
@NullMarked
package org.kubosteward.act;

import org.jspecify.annotations.NullMarked;
