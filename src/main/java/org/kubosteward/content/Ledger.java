package org.kubosteward.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;

/** What the budget has left, while a plan is made: places in transfers, and room on nodes. */
final class Ledger {
  private final RepairPolicy policy;
  private final Map<NodeId, Integer> places = new HashMap<>();
  private final Map<NodeId, Long> reserved = new HashMap<>();
  private int underWay;

  /** With all that is on its way already. */
  Ledger(Contents contents, RepairPolicy policy) {
    this.policy = policy;
    for (Map.Entry<Long, Copy> entry : contents.told.entrySet()) {
      if (entry.getValue() instanceof Copy.Fetching fetching) {
        Desired content = contents.desired[PackedCopy.row(entry.getKey())];
        NodeId node = contents.nodes().get(PackedCopy.nodeOf(entry.getKey()));
        begin(node, fetching.from(), Math.max(0, bytes(content) - fetching.bytes()));
      }
    }
  }

  /** A transfer begins. */
  void begin(NodeId to, Optional<NodeId> from, long bytes) {
    underWay++;
    places.merge(to, 1, Integer::sum);
    reserved.merge(to, bytes, Long::sum);
    from.ifPresent(source -> places.merge(source, 1, Integer::sum));
  }

  /** Whether the fleet may have another transfer. */
  boolean spent() {
    return underWay >= policy.budget().fleet();
  }

  /** Whether that node takes part in as many transfers as it may. */
  boolean busy(NodeId node) {
    return taken(node) >= policy.budget().perNode();
  }

  /** Transfers that the node takes part in. */
  int taken(NodeId node) {
    return places.getOrDefault(node, 0);
  }

  /** Whether a copy fits beside all that is on its way to that node. */
  boolean fits(Host host, Desired content) {
    return bytes(content) <= host.room() - reserved.getOrDefault(host.id(), 0L);
  }

  /** The size that is reckoned with. */
  long bytes(Desired content) {
    return content.bytes().orElse(policy.assumedBytes());
  }

  /** What each transfer may take, so that all together keep within the budget. */
  long bytesPerSecondEach() {
    return policy.budget().bytesPerSecond() / Math.max(1, underWay);
  }
}
