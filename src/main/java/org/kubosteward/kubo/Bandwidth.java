package org.kubosteward.kubo;

/** Bytes over libp2p since the node's start (stats/bw). */
public record Bandwidth(long totalInBytes, long totalOutBytes) {}
