package org.kubosteward.health;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;

/** The same fleet under other names; who is connected to whom hangs on peer ids and stays. */
final class Renamed {
  private Renamed() {}

  static FleetSnapshot picture(FleetSnapshot picture, Map<NodeId, NodeId> names) {
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    picture.nodes().forEach((id, view) -> nodes.put(id(id, names), view(view, names)));
    SortedMap<Link, Proof> links = new TreeMap<>();
    picture.links().forEach((link, proof) -> links.put(link(link, names), proof));
    SortedMap<NodeId, Collection> collections = new TreeMap<>();
    picture.collections().forEach((id, gc) -> collections.put(id(id, names), gc));
    return new FleetSnapshot(
        picture.round(), picture.takenAt(), nodes, links, collections, picture.observer());
  }

  static Link link(Link link, Map<NodeId, NodeId> names) {
    return new Link(id(link.from(), names), id(link.to(), names));
  }

  private static NodeId id(NodeId id, Map<NodeId, NodeId> names) {
    return names.getOrDefault(id, id);
  }

  private static NodeView view(NodeView v, Map<NodeId, NodeId> names) {
    NodeView renamed = NodeView.notAsked(id(v.id(), names), v.version().at());
    for (Question<?> question : Question.values()) {
      renamed = copied(renamed, v, question);
    }
    renamed = renamed.answered(v.lastSuccess());
    return v.answeredIn().map(renamed::answering).orElse(renamed);
  }

  private static <T> NodeView copied(NodeView to, NodeView from, Question<T> question) {
    return to.with(question, from.reading(question));
  }
}
