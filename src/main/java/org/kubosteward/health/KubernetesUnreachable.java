package org.kubosteward.health;

import java.util.stream.Stream;

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
