package org.kubosteward.health;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;

/** The plane itself: whether what it sees can be trusted. */
final class StewardBlind implements Check {
  private final HealthPolicy policy;

  StewardBlind(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    return trouble(picture).stream()
        .map(
            why ->
                Observation.of(
                    Code.STEWARD_BLIND,
                    Subject.fleet(),
                    Level.CRIT,
                    Evidence.of("why", why).and("expected", picture.observer().expected())));
  }

  private Optional<String> trouble(FleetSnapshot picture) {
    Observer observer = picture.observer();
    if (!observer.sourceTrouble().isEmpty()) {
      return Optional.of("the list of nodes cannot be trusted: " + observer.sourceTrouble());
    }
    if (observer.expected() == 0 || picture.nodes().isEmpty()) {
      return Optional.of("there is nothing to watch: the source of the fleet names no node");
    }
    if (observer.lag().compareTo(policy.lagMax()) > 0) {
      return Optional.of(
          "the round began %s late, more than steward.health.lag-max (%s)"
              .formatted(Evidence.span(observer.lag()), Evidence.span(policy.lagMax())));
    }
    Duration step = observer.clockStep().abs();
    if (step.compareTo(policy.clockStepMax()) > 0) {
      return Optional.of(
          "the clock stepped by %s, more than steward.health.clock-step-max (%s)"
              .formatted(Evidence.span(step), Evidence.span(policy.clockStepMax())));
    }
    if (picture.views().noneMatch(StewardBlind::reached)) {
      return Optional.of("not one node was reached: the fault may be the plane's own network");
    }
    return Optional.empty();
  }

  private static boolean reached(NodeView view) {
    return view.version().missing().map(gap -> gap.why().provesReach()).orElse(true);
  }
}
