package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;

/**
 * A node that says nothing, or whose container ends again and again: its pod is evicted, and its
 * StatefulSet makes it anew on the same volume. A new pod runs its init containers again, so it
 * gets a sound configuration, and no back-off is left over; it gets no more memory, and no more
 * space.
 */
final class Restart implements Remedy {
  /** What does not hear us does not hear SIGTERM: all of the pod's own minute would be lost. */
  private static final Duration GRACE_OF_THE_HUNG = Duration.ofSeconds(10);

  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.RESTART_POD);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    Optional<NodeId> node = finding.subject().node();
    if (node.isEmpty()) {
      return Proposal.leave("this finding names no node, so there is nothing to restart");
    }
    NodeId target = node.get();
    Optional<Pod> pod =
        situation.picture().node(target).map(NodeView::pod).flatMap(reading -> reading.value());
    if (pod.isEmpty()) {
      return Proposal.leave(
          "the plane knows no pod of %s, so it restarts nothing: take a goroutine dump (debug/pprof/goroutine), then kill it (a hung kubo ignores SIGTERM) and start it again"
              .formatted(target));
    }
    return ofPod(target, pod.get(), finding.code(), situation.now());
  }

  private static Proposal ofPod(NodeId target, Pod pod, Code code, Instant now) {
    if (pod.workload().isEmpty()) {
      return Proposal.leave(
          "no StatefulSet keeps the pod of %s: once evicted it would be gone".formatted(target));
    }
    boolean outOfMemory = pod.ended().filter(end -> end.reason().equals("OOMKilled")).isPresent();
    if (outOfMemory && pod.crashing(now)) {
      return Proposal.leave(
          "the container of %s was killed for its memory, and a restart gives it no more: raise its memory limit, or lower Swarm.ResourceMgr.MaxMemory"
              .formatted(target));
    }
    return Proposal.act(
        code == Code.NODE_HUNG
            ? new RestartPod(target, pod.uid(), GRACE_OF_THE_HUNG)
            : new RestartPod(target, pod.uid()),
        "the pod of %s (%s) is evicted and made anew on its volume, if its disruption budget allows it"
            .formatted(target, pod.describe()));
  }
}
