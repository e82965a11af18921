package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/** Whoever dials a peer id that two nodes bear reaches one of them and cannot choose which. */
final class SharedIdentity implements Guard {
  @Override
  public String name() {
    return "shared-identity";
  }

  @Override
  public String meaning() {
    return "An end of the link bears the peer id of another node (DUPLICATE_IDENTITY): a dial may"
        + " reach either of them, so no link there is dropped or dialled; lifted when each"
        + " node has an id of its own.";
  }

  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.LINK)) {
      return Optional.empty();
    }
    return situation.picture().mesh().namesakes().byPeerId().entrySet().stream()
        .filter(shared -> shared.getValue().stream().anyMatch(wanted.nodes()::contains))
        .findFirst()
        .map(shared -> reason(shared.getKey(), shared.getValue()));
  }

  private static String reason(String peerId, List<NodeId> nodes) {
    return "%s and %s bear one peer id, %s: whoever dials it reaches one of them and cannot choose which"
        .formatted(nodes.get(0), nodes.get(1), peerId);
  }
}
