package org.kubosteward.health;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The thresholds of the checks, validated. Ratios are 0 to 1.
 *
 * @param peersMin fewer distinct peers than this is {@code PEERS_LOW}
 * @param repoNearFull ratio of StorageMax at which a repository is nearly full
 * @param repoFull ratio of StorageMax at which it counts as full
 * @param repoClearBelow how far under its mark a ratio must fall before a finding clears
 * @param diskMinBytes available bytes under which the disk is nearly full
 * @param diskMinRatio available bytes over (available + repository) under which it is, too
 * @param inodesMinRatio free inodes over all of the volume's under which it is, too
 * @param gcStuckAfter a collection in flight for longer than this is stuck
 * @param linkFailures failed canaries in a row that make a link not exchanging
 * @param silentOneIn more than one node and more than one in so many silent is a storm
 * @param lagMax a round that starts later than this makes the plane blind
 * @param clockStepMax a clock that steps further than this makes the plane blind
 * @param clockSkewMax a node's clock that is further off than this is told
 * @param holds times that replace those of a code, by code
 */
public record HealthPolicy(
    int peersMin,
    double repoNearFull,
    double repoFull,
    double repoClearBelow,
    long diskMinBytes,
    double diskMinRatio,
    double inodesMinRatio,
    Duration gcStuckAfter,
    int linkFailures,
    int silentOneIn,
    Duration lagMax,
    Duration clockStepMax,
    Duration clockSkewMax,
    Map<Code, Hold> holds) {

  public HealthPolicy {
    holds = holds.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(holds));
    ratio("repo-near-full", repoNearFull);
    ratio("repo-full", repoFull);
    part("disk-min-ratio", diskMinRatio);
    part("inodes-min-ratio", inodesMinRatio);
    if (repoNearFull >= repoFull) {
      throw new IllegalArgumentException(
          "steward.health.repo-near-full (%s) must be less than steward.health.repo-full (%s)"
              .formatted(repoNearFull, repoFull));
    }
  }

  /** The policy as shipped. */
  public static HealthPolicy shipped() {
    return new HealthPolicy(
        1,
        0.85,
        0.95,
        0.05,
        512L << 20,
        0.05,
        0.05,
        Duration.ofMinutes(10),
        2,
        3,
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Map.of());
  }

  /** How long a condition of that code is held before it counts, and before it clears. */
  public Hold hold(Code code) {
    return holds.getOrDefault(code, code.hold());
  }

  /**
   * How many of so many nodes may be silent before that is a storm and not a node's own trouble.
   *
   * @param oneIn more than one node and more than one in so many is a storm
   */
  public static int silentAtMost(int oneIn, int nodes) {
    return Math.max(1, nodes / oneIn);
  }

  private static void ratio(String name, double value) {
    if (value <= 0 || value > 1) {
      throw new IllegalArgumentException(
          "steward.health.%s is %s; it is a ratio, more than 0 and at most 1"
              .formatted(name, value));
    }
  }

  private static void part(String name, double value) {
    if (value < 0 || value > 1) {
      throw new IllegalArgumentException(
          "steward.health.%s is %s; it is a ratio, from 0 (not judged) to 1"
              .formatted(name, value));
    }
  }

  /** Seen for {@code raiseAfter} without a break, then a finding; gone for {@code clearAfter}. */
  public record Hold(Duration raiseAfter, Duration clearAfter) {}
}
