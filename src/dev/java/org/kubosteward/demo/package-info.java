/**
 * A private kubo fleet on 127.0.0.1, started and stopped with dev mode; no part of what is
 * packaged: its sources are in {@code src/dev/java}.
 *
 * <p>One port set a node, so that it runs on a laptop too. Tests that need real kubo nodes start
 * their fleet here as well.
 */
@NullMarked
package org.kubosteward.demo;

import org.jspecify.annotations.NullMarked;
