package org.kubosteward.fleet;

/**
 * Bytes that the repository's file system still has for kubo ({@code diag/sys}; there the field is
 * misleadingly named {@code total_space}).
 */
public record Disk(long availableBytes) {}
