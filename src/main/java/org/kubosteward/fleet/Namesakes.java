package org.kubosteward.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nodes that bear one peer id, as after a volume was cloned. Whoever dials that id reaches one of
 * them and cannot choose which, so a list of peers, a canary and a dial say nothing about either.
 *
 * @param byPeerId each id that more than one node bears, with these nodes in order
 */
public record Namesakes(SortedMap<String, List<NodeId>> byPeerId) {
  public Namesakes {
    byPeerId = Collections.unmodifiableSortedMap(new TreeMap<>(byPeerId));
  }

  /** Among these nodes; one that does not answer counts by the id that it told last. */
  public static Namesakes among(Collection<NodeView> views) {
    Map<String, List<NodeId>> bearers = new HashMap<>();
    for (NodeView view : views) {
      view.peerId()
          .ifPresent(peer -> bearers.computeIfAbsent(peer, id -> new ArrayList<>()).add(view.id()));
    }
    SortedMap<String, List<NodeId>> shared = new TreeMap<>();
    bearers.forEach(
        (peer, nodes) -> {
          if (nodes.size() > 1) {
            shared.put(peer, nodes.stream().sorted().toList());
          }
        });
    return new Namesakes(shared);
  }

  /** Whether that id names more than one node. */
  public boolean share(String peerId) {
    return byPeerId.containsKey(peerId);
  }

  /** Whether another node bears the id of this one. */
  public boolean has(NodeId node) {
    return byPeerId.values().stream().anyMatch(nodes -> nodes.contains(node));
  }

  /** Whether another node bears the id of one of its ends. */
  public boolean touch(Link link) {
    return !byPeerId.isEmpty() && (has(link.from()) || has(link.to()));
  }
}
