package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * {@code target} dials {@code peer}.
 *
 * @param addresses multiaddresses of the sibling, each ending in {@code /p2p/<peerId>}
 */
public record ReconnectPeer(NodeId target, NodeId peer, String peerId, List<String> addresses)
    implements Action {
  static final ActionFacts FACTS =
      ActionFacts.gentle(Duration.ofSeconds(15))
          .traits(Trait.LINK)
          .restsOn(Question.VERSION, Question.IDENTITY, Question.SWARM);

  public ReconnectPeer {
    addresses = List.copyOf(addresses);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.RECONNECT_PEER;
  }

  @Override
  public Optional<NodeId> sibling() {
    return Optional.of(peer);
  }
}
