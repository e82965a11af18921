package org.kubosteward.kubo;

/** What runs there (version): kubo's version, its repository's, its commit (may be empty). */
public record Version(String version, String repo, String commit, String system) {}
