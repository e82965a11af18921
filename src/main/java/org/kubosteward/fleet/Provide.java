package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * Where announcing content to the DHT stands ({@code provide/stat}).
 *
 * @param connectivity kubo's word: online, disconnected or offline
 * @param pendingProvides keys waiting for their first announcement
 * @param pendingReprovideRegions regions of the key space overdue for a new announcement
 * @param scheduledKeys keys on the schedule
 * @param nextReprovide when the next region is due; empty when nothing is scheduled
 */
public record Provide(
    String connectivity,
    long pendingProvides,
    long pendingReprovideRegions,
    long scheduledKeys,
    Optional<Instant> nextReprovide) {}
