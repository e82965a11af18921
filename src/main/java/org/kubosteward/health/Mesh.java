package org.kubosteward.health;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Fingerprint;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Swarm;

/**
 * Who lists whom, as the nodes that answer say. Made once a picture: looking a pair up must be
 * cheap, there are as many as nodes squared. A peer id that two nodes bear names neither of them:
 * who lists it is not known to list either.
 */
final class Mesh {
  private final List<NodeView> answering;
  private final Map<NodeId, Swarm> lists = new HashMap<>();
  private final Map<NodeId, Long> peers = new HashMap<>();
  private final Namesakes namesakes;

  Mesh(FleetSnapshot picture) {
    answering = picture.views().filter(view -> view.up() && !view.offline()).toList();
    answering.forEach(view -> view.swarm().value().ifPresent(swarm -> lists.put(view.id(), swarm)));
    namesakes = Namesakes.among(picture.nodes().values());
    picture
        .views()
        .forEach(
            view ->
                view.peerId()
                    .filter(peer -> !namesakes.share(peer))
                    .ifPresent(peer -> peers.put(view.id(), Fingerprint.of(peer))));
  }

  /** What two nodes say about each other. */
  enum Tie {
    /** One lists the other, and the other does not deny it. */
    JOINED,
    /** One lists the other, and the other does not list it: a link that comes or goes. */
    DISPUTED,
    /** Neither lists the other. */
    APART,
    /** A fact that would tell is missing. */
    UNKNOWN
  }

  /** The nodes that answer and are on the network, in order. */
  List<NodeView> answering() {
    return answering;
  }

  /** Whether an end of it bears the peer id of another node, so that nothing can be told of it. */
  boolean ambiguous(Link link) {
    return namesakes.touch(link);
  }

  /** Whether a node answers and says both who it is and whom it lists. */
  boolean speaks(NodeId node) {
    return lists.containsKey(node) && peers.containsKey(node);
  }

  /** Whether {@code seer} lists {@code seen}; empty when a fact is missing. */
  Optional<Boolean> lists(NodeId seer, NodeId seen) {
    Swarm swarm = lists.get(seer);
    Long peer = peers.get(seen);
    return swarm == null || peer == null ? Optional.empty() : Optional.of(swarm.lists(peer));
  }

  /** What the two say about each other. */
  Tie tie(NodeId one, NodeId other) {
    Optional<Boolean> there = lists(one, other);
    Optional<Boolean> back = lists(other, one);
    boolean yes = there.orElse(false) || back.orElse(false);
    boolean no = there.filter(listed -> !listed).or(() -> back.filter(l -> !l)).isPresent();
    if (yes) {
      return no ? Tie.DISPUTED : Tie.JOINED;
    }
    return there.isPresent() && back.isPresent() ? Tie.APART : Tie.UNKNOWN;
  }

  /** The facts about a node that are needed here and are missing. */
  static Stream<Missing<?>> gaps(NodeView view) {
    return Stream.<Optional<? extends Missing<?>>>of(
            view.swarm().missing(), view.identity().missing())
        .flatMap(Optional::stream);
  }
}
