package org.kubosteward.remedy;

import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Volume;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;

/**
 * A volume that runs full is grown by a quarter, as far as an operator allows on the StatefulSet.
 * It never shrinks, and StorageMax follows when the pod starts the next time.
 */
final class Grow implements Remedy {
  private static final long GIB = 1L << 30;
  private static final int PART = 4;

  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.GROW_VOLUME);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    Optional<NodeId> node = finding.subject().node();
    Optional<Volume> volume =
        node.flatMap(situation.picture()::node)
            .map(NodeView::pod)
            .flatMap(reading -> reading.value())
            .flatMap(pod -> full(pod, node.get(), situation));
    if (node.isEmpty() || volume.isEmpty()) {
      return Proposal.leave(
          "only a larger volume or fewer blocks help %s: make its volume larger, or unpin what is no longer needed and collect garbage"
              .formatted(finding.subject()));
    }
    return ofVolume(node.get(), volume.get());
  }

  /** The one that the blocks are on where that took no more of them, else the fuller. */
  private static Optional<Volume> full(Pod pod, NodeId node, Situation situation) {
    return pod.blocks()
        .filter(own -> situation.picture().blockWrites().refused(node).isPresent())
        .or(pod::volume);
  }

  private static Proposal ofVolume(NodeId target, Volume volume) {
    if (!volume.expandable()) {
      return Proposal.leave(
          "the StorageClass of %s does not let it grow (or the plane may not read it): unpin what is no longer needed and collect garbage, or move the node to a larger volume"
              .formatted(volume.claim()));
    }
    if (volume.growing()) {
      return Proposal.leave(
          "%s was asked to grow to %s and has not yet: see the events of the claim"
              .formatted(volume.claim(), Evidence.bytes(volume.requested())));
    }
    if (volume.growUpTo().isEmpty()) {
      return Proposal.leave(
          "the plane may grow %s only as far as the annotation kubo-steward.org/grow-up-to of its StatefulSet says, and there is none"
              .formatted(volume.claim()));
    }
    long most = volume.growUpTo().getAsLong();
    long step = roundedUp(Math.max(GIB, volume.requested() / PART));
    long to = Math.min(roundedUp(volume.requested()) + step, most);
    if (to <= volume.requested()) {
      return Proposal.leave(
          "%s is as large as kubo-steward.org/grow-up-to allows (%s): raise it, or unpin what is no longer needed"
              .formatted(volume.claim(), Evidence.bytes(most)));
    }
    return Proposal.act(
        new GrowVolume(target, volume.claim(), volume.claimUid(), volume.requested(), to),
        "%s grows from %s to %s; StorageMax follows when the pod next starts"
            .formatted(volume.claim(), Evidence.bytes(volume.requested()), Evidence.bytes(to)));
  }

  private static long roundedUp(long bytes) {
    return (bytes + GIB - 1) / GIB * GIB;
  }
}
