package org.kubosteward.fleet;

/**
 * How many roots a node keeps, and which (slow tier; indirect pins are too costly to ask for).
 *
 * @param roots the recursive pins, to compare with those of other nodes
 */
public record Pins(long recursive, long direct, Roots roots) {
  /** Pins that were only counted. */
  public Pins(long recursive, long direct) {
    this(recursive, direct, Roots.untold());
  }
}
