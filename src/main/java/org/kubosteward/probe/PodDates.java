package org.kubosteward.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;

/** Puts what kubelets say of when, each by the clock of its machine, on our own clock. */
final class PodDates {
  private final Sightings sightings = new Sightings();

  /** The same pod, with its readiness and its last end since we can have seen them. */
  Reading<Pod> dated(NodeId node, Reading<Pod> told, Instant now) {
    return told.map(
        pod -> {
          Sightings.Look look = sightings.look(node, now);
          Optional<Instant> readySince =
              pod.readySince()
                  .map(at -> look.since(List.of("ready", pod.uid(), pod.ready(), at), at));
          Optional<Pod.Ending> ended = pod.ended().map(end -> dated(pod, end, look));
          look.end(true);
          return pod.dated(readySince, ended);
        });
  }

  private static Pod.Ending dated(Pod pod, Pod.Ending end, Sightings.Look look) {
    return new Pod.Ending(
        end.reason(),
        end.exitCode(),
        end.at().map(at -> look.since(List.of("ended", pod.uid(), pod.restarts(), at), at)));
  }

  void keepOnly(Set<NodeId> nodes) {
    sightings.keepOnly(nodes);
  }
}
