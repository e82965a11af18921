/**
 * Proves, before the plane is let loose, that the fleet and the cluster are as it needs them; each
 * failure names the cause and the fix.
 */
@NullMarked
package org.kubosteward.preflight;

import org.jspecify.annotations.NullMarked;
