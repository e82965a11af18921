/** Speaks kubo's RPC, a deadline on every call, and nothing else. */
@NullMarked
package org.kubosteward.kubo;

import org.jspecify.annotations.NullMarked;
