/**
 * The checks, a file each: every one looks at a picture for one kind of trouble.
 *
 * <p>The room {@link org.kubosteward.health} knows their list, {@link
 * org.kubosteward.health.check.Checks}, and none of them by name.
 */
@NullMarked
package org.kubosteward.health.check;

import org.jspecify.annotations.NullMarked;
