package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** An API server that does not answer the plane, or refuses it. The nodes are still looked at. */
final class KubernetesUnreachable implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    String trouble = picture.fleet().observer().clusterTrouble();
    return trouble.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Observation.of(
                Code.KUBERNETES_UNREACHABLE,
                Subject.fleet(),
                Level.WARN,
                Evidence.of("why", trouble)));
  }
}
