package org.kubosteward.kubo;

/** Block exchange since the node's start (bitswap/stat); the wantlist is of now. */
public record BitswapStat(
    long wantlist,
    long blocksReceived,
    long blocksSent,
    long dataReceivedBytes,
    long dataSentBytes,
    long dupBlocksReceived,
    long dupDataReceivedBytes) {}
