package org.kubosteward.remedy;

import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;

/**
 * Two siblings that lost each other: one of them dials the other. kubo does so by itself, but backs
 * off up to 10 min; this is one nudge at the right time, with the right addresses.
 *
 * <p>The first to dial is the side that does not see the other (a side that still lists a dead
 * connection would not dial at all). After that the sides alternate, because the reason may lie on
 * one side only: a firewall, a stale address.
 */
final class Reconnect implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.RECONNECT_PEER);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    if (!(finding.subject() instanceof Subject.OfLink subject)) {
      return Proposal.leave("this finding names no pair of nodes, so there is nobody to reconnect");
    }
    Link pair = subject.link();
    NodeId target = Ladder.turn(pair, first(pair, situation), finding, situation);
    NodeId peer = target.equals(pair.from()) ? pair.to() : pair.from();
    Optional<Dial> dial = Dial.to(peer, situation.picture());
    if (dial.isEmpty()) {
      return Proposal.leave(Dial.unknown(peer, situation.picture()));
    }
    Dial known = dial.get();
    return Proposal.act(
        new ReconnectPeer(target, peer, known.peerId(), known.addresses()),
        target
            + " dials "
            + peer
            + " at its own addresses; kubo alone would wait up to 10 min between tries");
  }

  private static NodeId first(Link pair, Situation situation) {
    boolean fromSeesTo = situation.picture().connected(pair.from(), pair.to()).orElse(false);
    return fromSeesTo ? pair.to() : pair.from();
  }
}
