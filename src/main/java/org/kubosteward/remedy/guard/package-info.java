/**
 * The guards, a file each: every one may refuse an action, and then says why.
 *
 * <p>The room {@link org.kubosteward.remedy} knows their list, {@link
 * org.kubosteward.remedy.guard.Guards}, and none of them by name.
 */
@NullMarked
package org.kubosteward.remedy.guard;

import org.jspecify.annotations.NullMarked;
