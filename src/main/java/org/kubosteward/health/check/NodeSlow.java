package org.kubosteward.health.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Reach;
import org.kubosteward.health.Reach.Kind;
import org.kubosteward.health.Subject;

/**
 * A node that answers, and slowly: an ordinary question, which takes milliseconds, takes a second
 * or more, or its answer begins and does not end in time. Half a second and less is fast again.
 *
 * <p>When more than half of the nodes that answer are slow, that is one finding about the fleet:
 * they share a cause, and it may be the plane itself.
 */
final class NodeSlow implements Check {
  /** An ordinary question takes a node on the same network a few milliseconds. */
  static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration FAST = Duration.ofMillis(500);

  /** Evidence is for reading: a long list of names is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(Picture picture) {
    List<NodeView> answering = picture.fleet().views().filter(NodeView::up).toList();
    List<NodeView> slow = answering.stream().filter(view -> atLeast(view, SLOW)).toList();
    Stream<Observation> unfinished =
        picture.reaches().stream()
            .filter(reach -> reach.kind() == Kind.SLOW)
            .map(NodeSlow::unfinished);
    if (slow.size() > 1 && slow.size() * 2 > answering.size()) {
      return Stream.concat(unfinished, Stream.of(ofMost(slow, answering.size())));
    }
    return Stream.concat(unfinished, answering.stream().flatMap(view -> verdict(view).stream()));
  }

  private static Optional<Observation> verdict(NodeView view) {
    if (!atLeast(view, FAST)) {
      return Optional.empty();
    }
    long failed = view.failures().filter(gap -> late(gap)).count();
    Evidence took =
        Evidence.of("answers_after", span(view)).and("slow_from", Evidence.tenths(SLOW));
    Evidence evidence = failed == 0 ? took : took.and("unanswered_in_time", failed + " questions");
    Subject node = Subject.of(view.id());
    return Optional.of(
        atLeast(view, SLOW)
            ? Observation.of(Code.NODE_SLOW, node, Level.WARN, evidence)
            : Observation.lingering(Code.NODE_SLOW, node, Level.WARN, evidence));
  }

  private static boolean late(Missing<?> gap) {
    return gap.why() == Why.TIMED_OUT || gap.why() == Why.STALLED || gap.why() == Why.TOO_SLOW;
  }

  private static Observation unfinished(Reach reach) {
    return Observation.of(
        Code.NODE_SLOW, Subject.of(reach.node().id()), Level.WARN, reach.evidence());
  }

  private static Observation ofMost(List<NodeView> slow, int answering) {
    String names =
        slow.stream()
            .limit(NAMED)
            .map(view -> view.id() + " (" + span(view) + ")")
            .collect(Collectors.joining(", "));
    return Observation.of(
        Code.NODE_SLOW,
        Subject.fleet(),
        Level.WARN,
        Evidence.of("slow", slow.size() + " of " + answering + " that answer")
            .and("nodes", slow.size() > NAMED ? names + ", ..." : names));
  }

  private static boolean atLeast(NodeView view, Duration mark) {
    return view.answeredIn().filter(took -> took.compareTo(mark) >= 0).isPresent();
  }

  private static String span(NodeView view) {
    return Evidence.tenths(view.answeredIn().orElse(Duration.ZERO));
  }

  @Override
  public Topic topic() {
    return Topic.REACH;
  }
}
