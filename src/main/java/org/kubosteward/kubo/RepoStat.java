package org.kubosteward.kubo;

/** The repository's size and the size it should stay below (repo/stat, sizes only), in bytes. */
public record RepoStat(long repoSizeBytes, long storageMaxBytes) {}
