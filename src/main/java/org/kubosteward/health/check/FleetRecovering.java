package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * More than one and more than a third of the nodes do not answer. It clears five minutes after the
 * others are back: the end of a storm looks like a small fault, and a fleet that has just come back
 * is not one to restart things in. A pod that is new and boots is not silent yet. That it is a
 * finding keeps it over a restart of the plane.
 */
final class FleetRecovering implements Check {
  private final HealthPolicy policy;

  FleetRecovering(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    int size = picture.fleet().nodes().size();
    long silent = picture.fleet().views().filter(view -> !view.up() && !view.booting()).count();
    return silent <= HealthPolicy.silentAtMost(policy.silentOneIn(), size)
        ? Stream.empty()
        : Stream.of(
            Observation.of(
                Code.FLEET_RECOVERING,
                Subject.fleet(),
                Level.WARN,
                Evidence.of("last_silent", "%d of %d".formatted(silent, size))));
  }
}
