/**
 * Speaks kubo's RPC and asks its gateway, a deadline on every call, streams no faster than they are
 * taken, and nothing else.
 */
@NullMarked
package org.kubosteward.kubo;

import org.jspecify.annotations.NullMarked;
