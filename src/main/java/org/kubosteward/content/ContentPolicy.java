package org.kubosteward.content;

import java.time.Duration;
import java.util.Comparator;

/**
 * How contents are kept.
 *
 * @param replicasMin with fewer proven copies a content is short, and is repaired
 * @param replicasMax a repair goes on until there are so many; what is more is dropped, in time
 * @param placement where the copies may be
 * @param verifyInterval how old the proof of a copy may be
 * @param priority 0 to 9; of two contents with as many copies the higher is repaired first
 */
public record ContentPolicy(
    String name,
    int replicasMin,
    int replicasMax,
    PlacementRule placement,
    Duration verifyInterval,
    int priority) {
  /** What content is under that nobody wants any more; no policy can be called so. */
  public static final String REMOVED = "removed";

  /** Copies, at the most. */
  public static final int REPLICAS_MOST = 100;

  /** The highest priority. */
  public static final int PRIORITY_MOST = 9;

  /** Proofs more often than this would read disks without end. */
  public static final Duration INTERVAL_LEAST = Duration.ofMinutes(10);

  /** Proofs less often than this would prove nothing. */
  public static final Duration INTERVAL_MOST = Duration.ofDays(366);

  /** Of two policies for one content, that which asks for more. */
  static final Comparator<ContentPolicy> DEMANDING =
      Comparator.comparingInt(ContentPolicy::replicasMin)
          .thenComparingInt(ContentPolicy::replicasMax)
          .thenComparingInt(ContentPolicy::priority)
          .thenComparing(ContentPolicy::verifyInterval, Comparator.reverseOrder())
          .thenComparing(ContentPolicy::name);

  public ContentPolicy {
    InvalidSpec.require(!name.isBlank(), "a policy needs a name");
    InvalidSpec.require(
        !name.equals(REMOVED),
        "a policy is called removed, which means content that nobody wants; rename it");
    InvalidSpec.require(
        replicasMin >= 1,
        "policy %s: replicas min is %d; keep at least 1".formatted(name, replicasMin));
    InvalidSpec.require(
        replicasMin <= replicasMax,
        "policy %s: replicas min (%d) is more than max (%d); lower min or raise max"
            .formatted(name, replicasMin, replicasMax));
    InvalidSpec.require(
        replicasMax <= REPLICAS_MOST,
        "policy %s: replicas max is %d; it may be %d".formatted(name, replicasMax, REPLICAS_MOST));
    InvalidSpec.require(
        placement.nodeNames().isEmpty() || placement.nodeNames().size() >= replicasMin,
        "policy %s: %d nodes are named for %d copies; name more nodes or lower replicas min"
            .formatted(name, placement.nodeNames().size(), replicasMin));
    InvalidSpec.require(
        verifyInterval.compareTo(INTERVAL_LEAST) >= 0
            && verifyInterval.compareTo(INTERVAL_MOST) <= 0,
        "policy %s: the verify interval is %s; it is at least %s and at most %s"
            .formatted(name, verifyInterval, INTERVAL_LEAST, INTERVAL_MOST));
    InvalidSpec.require(
        priority >= 0 && priority <= PRIORITY_MOST,
        "policy %s: the priority is %d; it is 0 to %d".formatted(name, priority, PRIORITY_MOST));
  }

  /** The policy as shipped: two to three copies in different zones, proven once a week. */
  public static ContentPolicy shipped() {
    return new ContentPolicy(
        "default",
        2,
        3,
        PlacementRule.across(PlacementRule.KUBERNETES_ZONE),
        Duration.ofDays(7),
        5);
  }
}
