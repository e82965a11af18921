package org.kubosteward.remedy.guard;

import java.util.Optional;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/** A node that gives blocks to nobody gives none over a new connection either. */
final class NotServing implements Guard {
  @Override
  public String name() {
    return "not-serving";
  }

  @Override
  public String meaning() {
    return "The node at the link's holding end gives blocks to nobody (NODE_NOT_SERVING), or one"
        + " end speaks no bitswap: the link is not at fault, and is not dropped; lifted when"
        + " the node serves.";
  }

  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.DROPS_LINK) || !(cause.subject() instanceof Subject.OfLink subject)) {
      return Optional.empty();
    }
    Link link = subject.link();
    return config(link.from(), situation)
        .flatMap(BitswapConfig::whyNotServing)
        .map(setting -> "%s serves nobody: %s".formatted(link.from(), setting))
        .or(
            () ->
                config(link.to(), situation)
                    .filter(config -> !config.libp2p())
                    .map(
                        config ->
                            "%s fetches nothing: Bitswap.Libp2pEnabled is false"
                                .formatted(link.to())))
        .or(() -> told(link.from(), situation));
  }

  private static Optional<BitswapConfig> config(NodeId node, Situation situation) {
    return situation.picture().node(node).map(NodeView::config).flatMap(r -> r.value());
  }

  private static Optional<String> told(NodeId node, Situation situation) {
    return situation
        .report()
        .finding(new Finding.Key(Code.NODE_NOT_SERVING, Subject.of(node)))
        .filter(finding -> finding.level() != Level.CANNOT_TELL)
        .map(finding -> "%s serves nobody, as its other links show".formatted(node));
  }
}
