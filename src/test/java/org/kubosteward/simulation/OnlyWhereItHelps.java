package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.ActionKind;

/**
 * I15: no link is refreshed of which the plane was shown that its holder serves nobody: by its
 * configuration, or since all links from it fail five times, all towards it work, and all siblings
 * fetch from another.
 */
final class OnlyWhereItHelps implements Invariant {
  @Override
  public String name() {
    return "I15 only where it helps";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    if (deed.action().kind() != ActionKind.REFRESH_LINK) {
      return Optional.empty();
    }
    return deed.row()
        .map(row -> row.cause().subject())
        .filter(Subject.OfLink.class::isInstance)
        .map(Subject.OfLink.class::cast)
        .map(subject -> subject.link().from())
        .filter(holder -> configured(deed.look(), holder) || shown(deed.look(), holder))
        .map(holder -> holder + " serves nobody, and the plane was shown it");
  }

  private static boolean configured(FleetSnapshot look, NodeId holder) {
    return look.node(holder)
        .map(NodeView::config)
        .flatMap(reading -> reading.value())
        .filter(config -> !config.server())
        .isPresent();
  }

  private static boolean shown(FleetSnapshot look, NodeId holder) {
    if (look.nodes().size() < 3 || !look.views().allMatch(NodeView::up)) {
      return false;
    }
    return others(look, holder).stream()
        .allMatch(
            sibling ->
                failed(look, new Link(holder, sibling))
                    && works(look, new Link(sibling, holder))
                    && others(look, sibling).stream()
                        .anyMatch(source -> works(look, new Link(source, sibling))));
  }

  private static List<NodeId> others(FleetSnapshot look, NodeId node) {
    return look.nodes().keySet().stream().filter(other -> !other.equals(node)).toList();
  }

  private static boolean failed(FleetSnapshot look, Link link) {
    return connected(look, link)
        && proof(look, link).filter(p -> p.failures() >= 5).isPresent()
        && !works(look, link);
  }

  private static boolean works(FleetSnapshot look, Link link) {
    return connected(look, link)
        && proof(look, link).filter(p -> p.outcome() == Outcome.EXCHANGED).isPresent();
  }

  private static boolean connected(FleetSnapshot look, Link link) {
    return look.connected(link.from(), link.to()).orElse(false)
        && look.connected(link.to(), link.from()).orElse(false);
  }

  private static Optional<Proof> proof(FleetSnapshot look, Link link) {
    return Optional.ofNullable(look.links().get(link));
  }
}
