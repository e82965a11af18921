/**
 * Keeps the record: what was seen, thought, refused and done, and what operators asked for.
 *
 * <p>The latest round and a short history for charts live in memory; what must outlive the process
 * is in SQL.
 */
@NullMarked
package org.kubosteward.journal;

import org.jspecify.annotations.NullMarked;
