package org.kubosteward.kubo;

/** What is left to kubo on the disk of its repository (diag/sys), in bytes. */
public record DiskSpace(long availableBytes) {}
