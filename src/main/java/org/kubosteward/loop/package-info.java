/**
 * Calls the rooms in order when it holds the lease, at its own pace. Nobody but {@code boot}
 * imports it.
 */
@NullMarked
package org.kubosteward.loop;

import org.jspecify.annotations.NullMarked;
