package org.kubosteward.fleet;

/** Block exchange since the daemon started, and how many blocks are wanted now. */
public record Bitswap(
    int wantlist,
    long blocksReceived,
    long bytesReceived,
    long blocksSent,
    long bytesSent,
    long duplicateBytesReceived) {}
