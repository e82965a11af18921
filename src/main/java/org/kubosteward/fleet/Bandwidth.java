package org.kubosteward.fleet;

/** Bytes moved by libp2p since the daemon started ({@code stats/bw}). */
public record Bandwidth(long bytesIn, long bytesOut) {}
