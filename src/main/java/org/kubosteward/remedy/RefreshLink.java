package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Version.Minor;

/**
 * {@code target} drops its connections to {@code peer} and dials it again.
 *
 * @param addresses multiaddresses of the sibling, each ending in {@code /p2p/<peerId>}
 */
public record RefreshLink(NodeId target, NodeId peer, String peerId, List<String> addresses)
    implements Action {
  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(30))
          .traits(Trait.LINK, Trait.DROPS_LINK)
          .restsOn(Question.VERSION, Question.IDENTITY, Question.SWARM)
          .unsafe(
              new Hazard(
                  new Minor(0, 37),
                  new Minor(0, 42),
                  "a disconnect followed by a quick reconnect can leave fetches hanging for ever",
                  "ipfs/boxo#1163, fixed in boxo 0.41, which is kubo 0.43"));

  public RefreshLink {
    addresses = List.copyOf(addresses);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.REFRESH_LINK;
  }

  @Override
  public Optional<NodeId> sibling() {
    return Optional.of(peer);
  }
}
