package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One immutable picture of the whole fleet, as one round saw it.
 *
 * @param round counts up from 1 since the plane started
 * @param takenAt when the round began
 * @param nodes every node that the source names, answering or not
 * @param links the last canary of each ordered pair that was ever tried
 * @param collections the last garbage collection of each node that the plane ran one on
 * @param siblings the nodes by their peer ids, made once from {@code nodes}
 * @param identities which peer ids were seen under the nodes' names until now
 */
public record FleetSnapshot(
    long round,
    Instant takenAt,
    SortedMap<NodeId, NodeView> nodes,
    SortedMap<Link, Proof> links,
    SortedMap<NodeId, Collection> collections,
    Observer observer,
    Siblings siblings,
    Identities identities) {

  public FleetSnapshot {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
  }

  /** The picture of these nodes. */
  public FleetSnapshot(
      long round,
      Instant takenAt,
      SortedMap<NodeId, NodeView> nodes,
      SortedMap<Link, Proof> links,
      SortedMap<NodeId, Collection> collections,
      Observer observer) {
    this(
        round,
        takenAt,
        nodes,
        links,
        collections,
        observer,
        Siblings.among(nodes.values()),
        Identities.NONE);
  }

  /** The same picture beside what is remembered of the nodes' identities. */
  public FleetSnapshot beside(Identities known) {
    return new FleetSnapshot(round, takenAt, nodes, links, collections, observer, siblings, known);
  }

  /** The node of that name, if the fleet has it. */
  public Optional<NodeView> node(NodeId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** The nodes in order. */
  public Stream<NodeView> views() {
    return nodes.values().stream();
  }

  /**
   * Whether {@code seer} lists {@code seen} among its connections; empty when either side's facts
   * are missing.
   */
  public Optional<Boolean> connected(NodeId seer, NodeId seen) {
    Optional<Swarm> swarm = node(seer).flatMap(view -> view.swarm().value());
    Optional<String> peer = node(seen).flatMap(NodeView::peerId);
    return swarm.flatMap(s -> peer.map(s::lists));
  }
}
