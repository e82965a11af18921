package org.kubosteward.health;

import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;

/** An API server that does not answer the plane, or refuses it. The nodes are still looked at. */
final class KubernetesUnreachable implements Check {
  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    String trouble = picture.observer().clusterTrouble();
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
