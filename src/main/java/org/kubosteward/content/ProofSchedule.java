package org.kubosteward.content;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kubosteward.fleet.NodeId;

/**
 * Which copies to prove now, and in which order: those that kubo calls pinned and that were never
 * proven, then those whose proof is old; of each the most endangered content first. The same
 * contents, nodes and instant give the same answer.
 *
 * <p>A copy is damaged until it is healed: whoever healed it says {@link Copy.Held}, and it is
 * proven with the first. One that is on its way, or too many, is not proven.
 */
public final class ProofSchedule {
  /** The part of the interval after which the first copies are proven again. */
  private static final double DUE_FROM = 0.75;

  /** The part within which all are due: what was copied together is not proven together. */
  private static final double SPREAD = 0.125;

  private final int perNode;
  private final int fleet;

  /**
   * At most so many at a time.
   *
   * @param perNode proofs that a node may take part in: each reads its disk
   * @param fleet proofs in all
   */
  public ProofSchedule(int perNode, int fleet) {
    InvalidSpec.require(
        perNode >= 1 && fleet >= 1,
        "%d proofs a node and %d in the fleet; allow at least 1 of each".formatted(perNode, fleet));
    this.perNode = perNode;
    this.fleet = fleet;
  }

  /** As shipped: 1 a node, 8 in the fleet. */
  public static ProofSchedule shipped() {
    return new ProofSchedule(1, 8);
  }

  /**
   * The copies to begin with now, on nodes that answer.
   *
   * @param underWay copies that are being proven: they take places
   * @param left copies to be left alone for now, such as those that could not be proven lately
   */
  public List<ProofTask> next(
      Contents contents,
      Hosts hosts,
      Instant now,
      Collection<ProofTask> underWay,
      Set<ProofTask> left) {
    int free = fleet - underWay.size();
    if (free <= 0) {
      return List.of();
    }
    Map<NodeId, Integer> taken = new HashMap<>();
    underWay.forEach(task -> taken.merge(task.node(), 1, Integer::sum));
    Set<ProofTask> without = new HashSet<>(left);
    without.addAll(underWay);
    DueProofs due = new DueProofs(contents, hosts, now, without);
    List<NodeId> nodes = contents.nodes();
    for (int node = 0; node < nodes.size(); node++) {
      if (hosts.presence(nodes.get(node)) == Presence.HERE) {
        due.allow(node, perNode - taken.getOrDefault(nodes.get(node), 0));
      }
    }
    return due.first(free);
  }

  /** When the copy that was proven at that instant is due again, in milliseconds of the epoch. */
  static long dueAt(long provenAt, ContentPolicy policy, long contentKey, long nodeKey) {
    double part = DUE_FROM + SPREAD * Rendezvous.unit(contentKey, nodeKey);
    return provenAt + (long) (policy.verifyInterval().toMillis() * part);
  }
}
