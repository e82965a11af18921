/**
 * Shows the latest round as Prometheus families, computed at scrape.
 *
 * <p>Families are records of our own, made by pure functions from the journal's latest round, so
 * that a node or a finding that is gone from the round is gone from the next scrape: there is no
 * gauge to forget. A fact that the round does not know has no series: absent, never zero and never
 * frozen. One adapter hands the families to the Prometheus client.
 */
@NullMarked
package org.kubosteward.metrics;

import org.jspecify.annotations.NullMarked;
