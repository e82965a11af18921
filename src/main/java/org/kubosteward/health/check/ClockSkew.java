package org.kubosteward.health.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A node whose clock is off ours by more than is allowed. Where most nodes are off to one side it
 * is ours that is wrong: one finding about the fleet then. That a node does not tell is said where
 * its commands are judged.
 */
final class ClockSkew implements Check {
  /** It is told to the second: what is so near the mark may be on either side of it. */
  private static final Duration BAND = Duration.ofSeconds(2);

  /** Evidence is for reading: a long list of names is cut here. */
  private static final int NAMED = 10;

  private final Duration most;

  ClockSkew(HealthPolicy policy) {
    this.most = policy.clockSkewMax();
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    List<NodeView> telling =
        picture
            .fleet()
            .views()
            .filter(NodeView::up)
            .filter(view -> ahead(view).isPresent())
            .toList();
    return Stream.of(false, true)
        .map(behind -> telling.stream().filter(view -> off(view, behind)).toList())
        .filter(off -> off.size() > 1 && off.size() * 2 > telling.size())
        .findFirst()
        .map(off -> Stream.of(ours(off, telling.size())))
        .orElseGet(() -> telling.stream().flatMap(view -> verdict(view).stream()));
  }

  private Optional<Observation> verdict(NodeView view) {
    Duration skew = ahead(view).orElse(Duration.ZERO);
    if (skew.abs().compareTo(most.minus(BAND)) <= 0) {
      return Optional.empty();
    }
    Subject node = Subject.of(view.id());
    Evidence evidence = Evidence.of("clock", told(skew)).and("at_most", Evidence.span(most));
    return Optional.of(
        skew.abs().compareTo(most) > 0
            ? Observation.of(Code.CLOCK_SKEW, node, Level.WARN, evidence)
            : Observation.lingering(Code.CLOCK_SKEW, node, Level.WARN, evidence));
  }

  private Observation ours(List<NodeView> off, int telling) {
    String named =
        off.stream()
            .limit(NAMED)
            .map(view -> view.id() + " " + ahead(view).map(ClockSkew::told).orElse(""))
            .collect(Collectors.joining(", "));
    return Observation.of(
        Code.CLOCK_SKEW,
        Subject.fleet(),
        Level.WARN,
        Evidence.of("nodes", off.size() > NAMED ? named + ", ..." : named)
            .and("share", "%d of %d to one side".formatted(off.size(), telling))
            .and("likely", "the clock of the plane's own machine")
            .and("at_most", Evidence.span(most)));
  }

  private boolean off(NodeView view, boolean behind) {
    return ahead(view)
        .map(skew -> behind ? skew.negated() : skew)
        .filter(skew -> skew.compareTo(most) > 0)
        .isPresent();
  }

  private static Optional<Duration> ahead(NodeView view) {
    return view.commands().value().flatMap(Commands::clockAhead);
  }

  private static String told(Duration skew) {
    return Evidence.span(skew.abs()) + (skew.isNegative() ? " behind" : " ahead");
  }
}
