package org.kubosteward.kubo;

/**
 * A CAR that came whole, every block of it verified and handed on.
 *
 * @param blocks in it
 * @param bytes of those blocks
 */
public record CarTaken(long blocks, long bytes) {}
