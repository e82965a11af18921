/**
 * Proves copies: reads every block of a content on one node, at a measured pace, and computes its
 * hash here. What kubo says of its blocks is taken for no proof.
 */
@NullMarked
package org.kubosteward.probe.proof;

import org.jspecify.annotations.NullMarked;
