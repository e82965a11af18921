package org.kubosteward.remedy;

import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;

/**
 * A link that is connected and moves no blocks: drop it and dial again. It does not heal by itself
 * (seen for as long as anybody looked). The one that cannot fetch goes first, then the sides
 * alternate.
 */
final class Refresh implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.REFRESH_LINK);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    if (!(finding.subject() instanceof Subject.OfLink subject)) {
      return Proposal.leave("this finding names no link, so there is nothing to refresh");
    }
    Link link = subject.link();
    NodeId target = Ladder.turn(link, link.to(), finding, situation);
    NodeId peer = target.equals(link.from()) ? link.to() : link.from();
    Optional<Dial> dial = Dial.to(peer, situation.picture());
    if (dial.isEmpty()) {
      return Proposal.leave(Dial.unknown(peer, situation.picture()));
    }
    Dial known = dial.get();
    return Proposal.act(
        new RefreshLink(target, peer, known.peerId(), known.addresses()),
        "%s cannot fetch from %s over a link that is up: %s drops the link and dials again, which makes bitswap see it"
            .formatted(link.to(), link.from(), target));
  }
}
