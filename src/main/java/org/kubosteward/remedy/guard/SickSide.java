package org.kubosteward.remedy.guard;

import java.util.Optional;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/** A node that does not answer is never asked for anything, and nobody is sent to it. */
final class SickSide implements Guard {
  @Override
  public String name() {
    return "sick-side";
  }

  @Override
  public String meaning() {
    return "A node that the action touches does not answer its RPC (a restart is for those); lifted"
        + " when it does.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (wanted.is(Trait.TAKES_DOWN)) {
      return Optional.empty();
    }
    return wanted.nodes().stream()
        .filter(node -> !situation.picture().node(node).map(NodeView::up).orElse(false))
        .findFirst()
        .map(node -> reason(node, situation));
  }

  private static String reason(NodeId node, Situation situation) {
    String why =
        situation
            .picture()
            .node(node)
            .flatMap(view -> view.version().missing())
            .map(Missing::detail)
            .orElse("the fleet has no such node any more");
    return "%s does not answer (%s)".formatted(node, why);
  }
}
