package org.kubosteward.health.check;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Reach;
import org.kubosteward.health.Subject;

/** The plane itself: whether what it sees can be trusted. */
final class StewardBlind implements Check {
  private final HealthPolicy policy;

  StewardBlind(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    return trouble(picture).stream()
        .map(
            why ->
                Observation.of(
                    Code.STEWARD_BLIND,
                    Subject.fleet(),
                    Level.CRIT,
                    Evidence.of("why", why)
                        .and("expected", picture.fleet().observer().expected())));
  }

  private Optional<String> trouble(Picture picture) {
    Observer observer = picture.fleet().observer();
    if (!observer.sourceTrouble().isEmpty()) {
      return Optional.of("the list of nodes cannot be trusted: " + observer.sourceTrouble());
    }
    if (observer.expected() == 0 || picture.fleet().nodes().isEmpty()) {
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
    return nothingIsSeen(picture);
  }

  /**
   * Whether the plane sees nothing. That not one node answers looks the same whether all of them
   * are down or only the plane's own way to them is, whatever each of them is met by: a
   * port-forward that is gone refuses as a dead process does, and a proxy accepts as a hung one
   * does. Only a second witness tells: the kubelets, when half of the pods or more are not ready;
   * or a node that answers, if only with a refusal, while half of the fleet or more is silent. A
   * single node has no siblings to compare it with, and is judged by what it is met by.
   */
  private static Optional<String> nothingIsSeen(Picture picture) {
    if (picture.fleet().views().anyMatch(NodeView::up)) {
      return Optional.empty();
    }
    int size = picture.fleet().nodes().size();
    long silent = picture.reaches().stream().filter(Reach::silent).count();
    boolean oneSpeaks = silent < size;
    if (size == 1) {
      return picture.fleet().views().noneMatch(Reach::proven)
          ? Optional.of("the one node was not reached: the fault may be the plane's own network")
          : Optional.empty();
    }
    if (kubeletsSayDown(picture) || (oneSpeaks && silent * 2 >= size)) {
      return Optional.empty();
    }
    return Optional.of(
        "not one of %d nodes %s (%s), and %s"
            .formatted(
                size,
                oneSpeaks ? "gives an answer of use" : "answers",
                met(picture),
                elsewhere(picture, oneSpeaks)));
  }

  private static String elsewhere(Picture picture, boolean oneSpeaks) {
    long ready =
        picture
            .fleet()
            .views()
            .flatMap(view -> view.pod().value().stream())
            .filter(Pod::ready)
            .count();
    if (ready > 0 && picture.fleet().observer().clusterTrouble().isEmpty()) {
      return "the pods of %d are ready: it is the plane's own way to them".formatted(ready);
    }
    return oneSpeaks
        ? "what they share is the plane's way to them and its credentials"
        : "nobody else tells whether they live: all of them are down, or only the plane's own way"
            + " to them is";
  }

  private static boolean kubeletsSayDown(Picture picture) {
    long unready =
        picture
            .fleet()
            .views()
            .flatMap(view -> view.pod().value().stream())
            .filter(pod -> !pod.ready() || pod.crashing(picture.takenAt()))
            .count();
    return picture.fleet().observer().clusterTrouble().isEmpty()
        && unready > 0
        && unready * 2 >= picture.fleet().nodes().size();
  }

  /** What the plane was met by, and how often: {@code 2 REFUSED, 1 STALLED}. */
  private static String met(Picture picture) {
    SortedMap<Why, Integer> counts = new TreeMap<>();
    picture
        .fleet()
        .views()
        .flatMap(view -> view.version().missing().stream())
        .forEach(gap -> counts.merge(gap.why(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
