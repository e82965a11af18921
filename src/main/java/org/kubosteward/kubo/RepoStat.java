package org.kubosteward.kubo;

import java.util.OptionalLong;

/**
 * The repository's size and the size it should stay below (repo/stat, sizes only), in bytes.
 *
 * @param storageMaxBytes nothing where Datastore.StorageMax is not set: kubo answers 2^64 - 1
 */
public record RepoStat(long repoSizeBytes, OptionalLong storageMaxBytes) {}
