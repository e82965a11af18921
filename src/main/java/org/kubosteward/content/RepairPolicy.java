package org.kubosteward.content;

import java.time.Duration;
import java.time.Instant;

/**
 * When content is repaired and when it is left alone, for all policies.
 *
 * @param grace a node that does not answer for so long is gone; until then nothing moves
 * @param fillMark 0 to 1; no copy is put where it would fill the node beyond this
 * @param excessDelay how long a copy too many waits before it is dropped
 * @param answeringMin 0 to 1; when fewer of the nodes answer, it may be us who cannot see, and
 *     nothing is planned
 * @param assumedBytes the size of a content whose blocks nobody has counted
 * @param stallAfter a transfer that has brought nothing for so long is given up
 * @param retryAfter how long a node is left alone after a failed transfer; doubles with each, up to
 *     {@link #RETRY_MOST}
 */
public record RepairPolicy(
    Duration grace,
    double fillMark,
    Duration excessDelay,
    double answeringMin,
    long assumedBytes,
    Duration stallAfter,
    Duration retryAfter,
    TransferBudget budget) {
  /** A failed node is forgiven after this, however often it failed. */
  public static final Duration RETRY_MOST = Duration.ofHours(6);

  private static final int DOUBLINGS_MOST = 16;

  public RepairPolicy {
    notNegative("grace", grace);
    notNegative("excess delay", excessDelay);
    positive("stall after", stallAfter);
    positive("retry after", retryAfter);
    InvalidSpec.require(
        fillMark > 0 && fillMark < 1,
        "the fill mark is %s; it is more than 0 and less than 1".formatted(fillMark));
    InvalidSpec.require(
        answeringMin >= 0 && answeringMin <= 1,
        "the least part that answers is %s; it is 0 to 1".formatted(answeringMin));
    InvalidSpec.require(
        assumedBytes >= 0, "the assumed size is %d; it is 0 or more".formatted(assumedBytes));
  }

  /** As shipped. */
  public static RepairPolicy shipped() {
    return new RepairPolicy(
        Duration.ofMinutes(5),
        0.8,
        Duration.ofHours(1),
        0.6,
        256L << 20,
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        TransferBudget.shipped());
  }

  /** When a node that failed so often in a row, last at that time, is tried again. */
  public Instant retryAt(Instant failedAt, int failures) {
    if (failures == 0) {
      return failedAt;
    }
    Duration wait = retryAfter.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MOST));
    return failedAt.plus(wait.compareTo(RETRY_MOST) < 0 ? wait : RETRY_MOST);
  }

  private static void notNegative(String name, Duration duration) {
    InvalidSpec.require(
        !duration.isNegative(), "%s is %s; it is not less than nothing".formatted(name, duration));
  }

  private static void positive(String name, Duration duration) {
    InvalidSpec.require(
        !duration.isNegative() && !duration.isZero(),
        "%s is %s; it is longer than nothing".formatted(name, duration));
  }
}
