package org.kubosteward.fleet;

/**
 * How full the repository is ({@code repo/stat?size-only}). kubo enforces nothing at {@code
 * storageMaxBytes} unless it was started to collect garbage.
 *
 * @param storageMaxBytes 0 where it is not set: then there is no mark, and nothing is full
 */
public record RepoStat(long sizeBytes, long storageMaxBytes) {
  /** Size over StorageMax, 1 being full; may exceed 1. Zero when StorageMax is not set. */
  public double fill() {
    return storageMaxBytes > 0 ? (double) sizeBytes / storageMaxBytes : 0;
  }
}
