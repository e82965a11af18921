package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/**
 * One thing at a time, until its effect is known.
 *
 * <ul>
 *   <li>A gentle action waits for what is open on the same pair of nodes, or on the same node when
 *       it is about one. Other pairs of a node need not wait: a dial to one sibling does not
 *       disturb the link to another, and a node that lost all its siblings should not get them back
 *       one verification at a time. Nor does a dial wait for a collection, which may take half an
 *       hour; nor what is done about some blocks of a node for the same about others.
 *   <li>A disruptive action waits for whatever is open on its node (a restart not for a dial that
 *       has ended: nobody can verify that on a node that does not answer), and for any other
 *       disruptive one in the fleet: one at a time.
 *   <li>A restart or a volume that grows waits, too, for a collection of ours on another node that
 *       took longer than we waited and still runs there.
 *   <li>A collection waits, too, for one that is not ours; a node that might run one and does not
 *       say counts as running one.
 * </ul>
 */
final class AnotherInFlight implements Guard {
  @Override
  public String name() {
    return "in-flight";
  }

  @Override
  public String meaning() {
    return "Another attempt on the same pair (for a disruptive action: on the same node, or any"
        + " other disruptive one in the fleet, and a collection of ours on another node that"
        + " still runs after its time; for a collection, too: a node that cannot say whether"
        + " it runs one) is not settled; lifted when it has been verified.";
  }

  /** That one is verified within its time. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.verify-within");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    Optional<String> ours =
        situation.attempts().stream()
            .filter(Attempt::unsettled)
            .filter(attempt -> collides(attempt, wanted))
            .findFirst()
            .map(AnotherInFlight::reason);
    if (ours.isPresent() || !wanted.disruptive()) {
      return ours;
    }
    if (!wanted.is(Trait.COLLECTS)) {
      return situation.attempts().stream()
          .filter(attempt -> attempt.action().is(Trait.COLLECTS))
          .filter(attempt -> attempt.result() != Attempt.Result.DONE)
          .flatMap(attempt -> goesOn(attempt, wanted, situation))
          .findFirst();
    }
    return situation
        .picture()
        .views()
        .flatMap(view -> collecting(view, wanted, situation))
        .findFirst();
  }

  private static boolean collides(Attempt attempt, Action wanted) {
    Action open = attempt.action();
    if (!wanted.disruptive()) {
      return open.samePlace(wanted) && !besides(open, wanted);
    }
    if (wanted.is(Trait.TAKES_DOWN)
        && !open.disruptive()
        && attempt.result() != Attempt.Result.RUNNING) {
      return false;
    }
    return open.disruptive() || open.nodes().stream().anyMatch(wanted.nodes()::contains);
  }

  /** Blocks that are fetched do not disturb the fetching of others. */
  private static boolean besides(Action open, Action wanted) {
    return open.kind() == wanted.kind() && !open.about().equals(wanted.about());
  }

  private static String reason(Attempt open) {
    return open.id() == Situation.PLANNED
        ? "%s is planned in this round".formatted(open.action().describe())
        : "attempt #%d (%s) is not settled yet".formatted(open.id(), open.action().describe());
  }

  /**
   * A collection that we gave up on goes on in a node that is wedged. Restarting that one helps,
   * and a larger volume there does no harm.
   */
  private static Stream<String> goesOn(Attempt given, Action wanted, Situation situation) {
    NodeId there = given.action().target();
    return there.equals(wanted.target())
        ? Stream.empty()
        : situation.picture().node(there).stream()
            .filter(view -> view.commands().value().flatMap(Commands::collection).isPresent())
            .map(
                view ->
                    "the collection of attempt #%d is over for us and still runs on %s"
                        .formatted(given.id(), there));
  }

  private static Stream<String> collecting(NodeView view, Action wanted, Situation situation) {
    Optional<Commands> commands = view.commands().value();
    if (commands.isPresent()) {
      return commands.get().collection().stream()
          .map(
              gc ->
                  "a collection has been running on %s for %s"
                      .formatted(
                          view.id(), Evidence.span(Duration.between(gc.since(), situation.now()))));
    }
    // What nothing listens on runs nothing; what is merely silent may.
    boolean gone = view.version().missing().filter(m -> m.why() == Why.REFUSED).isPresent();
    boolean target = view.id().equals(wanted.target());
    return gone || target
        ? Stream.empty()
        : Stream.of(
            "%s cannot say whether it runs a collection: %s"
                .formatted(
                    view.id(),
                    view.version()
                        .missing()
                        .map(Missing::detail)
                        .or(() -> view.commands().missing().map(Missing::detail))
                        .orElse("its commands are not known")));
  }
}
