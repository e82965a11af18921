package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.util.Optional;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/**
 * A collection waits for the lock that a pin or a write holds, and every write then waits for the
 * collection; giving the collection up does not undo that. Reproduced on kubo 0.43.
 */
final class WriterRunning implements Guard {
  @Override
  public String name() {
    return "writer-running";
  }

  @Override
  public String meaning() {
    return "A pin, an add or another write runs on the node (or the node does not say): a"
        + " collection would queue behind it and block every write; lifted when it has ended.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.COLLECTS)) {
      return Optional.empty();
    }
    NodeId target = wanted.target();
    Optional<NodeView> view = situation.picture().node(target);
    Optional<Commands> commands = view.flatMap(v -> v.commands().value());
    if (commands.isEmpty()) {
      return Optional.of(
          "%s does not say what runs on it (%s), and a collection must not meet a write"
              .formatted(
                  target,
                  view.flatMap(v -> v.commands().missing())
                      .map(Missing::detail)
                      .orElse("the fleet has no such node any more")));
    }
    Duration age = Duration.between(view.get().commands().at(), situation.now());
    if (age.compareTo(situation.policy().freshFor()) > 0) {
      return Optional.of(
          "what ran on %s was asked %s ago, and a collection must not meet a write"
              .formatted(target, Evidence.span(age)));
    }
    return commands.get().writer().map(writer -> reason(target, writer, situation));
  }

  private static String reason(NodeId target, Commands.Running writer, Situation situation) {
    Duration since = Duration.between(writer.since(), situation.now());
    return "%s has been running on %s for %s; a collection would queue behind it and block every write. Let it end, or stop the client that called it: kubo then lets go at once"
        .formatted(
            writer.command(), target, Evidence.span(since.isNegative() ? Duration.ZERO : since));
  }
}
