package org.kubosteward.health.check;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** Judges one fact about each node that answers: what most checks do. */
final class Answering {
  private Answering() {}

  /**
   * What {@code verdict} says of the fact where it is known, and that nobody can tell elsewhere;
   * nothing of a node in offline mode, of which there is no such fact ({@link OfflineMode}).
   */
  static <T> Stream<Observation> judge(
      Picture picture,
      Code code,
      Function<NodeView, Reading<T>> fact,
      BiFunction<NodeView, T, Optional<Observation>> verdict) {
    return picture
        .fleet()
        .views()
        .filter(NodeView::up)
        .flatMap(
            view -> {
              Reading<T> reading = fact.apply(view);
              return reading
                  .value()
                  .map(value -> verdict.apply(view, value))
                  .orElseGet(
                      () ->
                          reading
                              .missing()
                              .filter(gap -> gap.why() != Why.OFFLINE)
                              .map(
                                  gap ->
                                      Observation.untold(
                                          code, Subject.of(view.id()), Stream.of(gap))))
                  .stream();
            });
  }
}
