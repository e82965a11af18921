package org.kubosteward.fleet;

/** How many roots a node keeps (slow tier; indirect pins are too costly to count). */
public record Pins(long recursive, long direct) {}
