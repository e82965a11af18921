package org.kubosteward.health.check;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A container that ends again and again; critical while its node does not answer. While the API
 * server does not tell of the pod, what is known of it stands.
 */
final class CrashLoop implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture
        .fleet()
        .views()
        .flatMap(view -> verdict(view, picture.takenAt()).or(() -> noNews(view)).stream());
  }

  private static Optional<Observation> noNews(NodeView view) {
    return view.pod()
        .missing()
        .map(gap -> Observation.notAsked(Code.CRASH_LOOP, Subject.of(view.id()), gap.detail()));
  }

  private static Optional<Observation> verdict(NodeView view, Instant now) {
    return view.pod()
        .value()
        .filter(pod -> pod.crashing(now))
        .map(
            pod ->
                Observation.of(
                    Code.CRASH_LOOP,
                    Subject.of(view.id()),
                    view.up() ? Level.WARN : Level.CRIT,
                    Evidence.of("pod", pod.describe())
                        .and(
                            "ended",
                            pod.ended().map(Pod.Ending::describe).orElse("nobody saw how"))));
  }

  @Override
  public Topic topic() {
    return Topic.REACH;
  }
}
