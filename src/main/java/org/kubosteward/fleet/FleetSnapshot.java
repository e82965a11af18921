package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One immutable picture of the whole fleet, as one round saw it. What many ask of it (who lists
 * whom, who is who, whose disk is full) is worked out once, when it is first asked for.
 */
public final class FleetSnapshot {
  private final long round;
  private final Instant takenAt;
  private final SortedMap<NodeId, NodeView> nodes;
  private final SortedMap<Link, Proof> links;
  private final SortedMap<NodeId, Collection> collections;
  private final Observer observer;
  private final Identities identities;
  private final Memoized<Mesh> mesh;
  private final Memoized<BlockWrites> blockWrites;
  private final Memoized<SortedMap<NodeId, Long>> soleRoots;

  /**
   * The picture of these nodes.
   *
   * @param round counts up from 1 since the plane started
   * @param takenAt when the round began
   * @param nodes every node that the source names, answering or not
   * @param links the last canary of each ordered pair that was ever tried
   * @param collections the last garbage collection of each node that the plane ran one on
   */
  public FleetSnapshot(
      long round,
      Instant takenAt,
      SortedMap<NodeId, NodeView> nodes,
      SortedMap<Link, Proof> links,
      SortedMap<NodeId, Collection> collections,
      Observer observer) {
    this.round = round;
    this.takenAt = takenAt;
    this.nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    this.links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    this.collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
    this.observer = observer;
    this.identities = Identities.NONE;
    this.mesh = new Memoized<>(() -> Mesh.of(this));
    this.blockWrites = new Memoized<>(() -> BlockWrites.in(this));
    this.soleRoots = new Memoized<>(() -> Collections.unmodifiableSortedMap(SoleRoots.of(this)));
  }

  private FleetSnapshot(FleetSnapshot same, Identities known) {
    this.round = same.round;
    this.takenAt = same.takenAt;
    this.nodes = same.nodes;
    this.links = same.links;
    this.collections = same.collections;
    this.observer = same.observer;
    this.identities = known;
    this.mesh = same.mesh;
    this.blockWrites = same.blockWrites;
    this.soleRoots = same.soleRoots;
  }

  /** The same picture beside what is remembered of the nodes' identities. */
  public FleetSnapshot beside(Identities known) {
    return new FleetSnapshot(this, known);
  }

  /** Its number: counts up from 1 since the plane started. */
  public long round() {
    return round;
  }

  /** When the round began. */
  public Instant takenAt() {
    return takenAt;
  }

  /** Every node that the source names, answering or not, in order; cannot be changed. */
  public SortedMap<NodeId, NodeView> nodes() {
    return nodes;
  }

  /** The last canary of each ordered pair that was ever tried, in order; cannot be changed. */
  public SortedMap<Link, Proof> links() {
    return links;
  }

  /** The last garbage collection of each node that the plane ran one on; cannot be changed. */
  public SortedMap<NodeId, Collection> collections() {
    return collections;
  }

  /** The state of the one who looked. */
  public Observer observer() {
    return observer;
  }

  /** Which peer ids were seen under the nodes' names until now. */
  public Identities identities() {
    return identities;
  }

  /** Who lists whom, and who is who: the index of the nodes and links, made once. */
  public Mesh mesh() {
    return mesh.get();
  }

  /** The nodes by their peer ids. */
  public Siblings siblings() {
    return mesh().siblings();
  }

  /** What the canaries last learned of each node's disk, made once. */
  public BlockWrites blockWrites() {
    return blockWrites.get();
  }

  /**
   * How many roots each node that answers keeps that no other node keeps, made once; empty while
   * that cannot be told ({@link SoleRoots}).
   */
  public SortedMap<NodeId, Long> soleRoots() {
    return soleRoots.get();
  }

  /** The node of that name, if the fleet has it. */
  public Optional<NodeView> node(NodeId id) {
    return mesh().node(id);
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
    return mesh().connected(seer, seen);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FleetSnapshot that
        && round == that.round
        && takenAt.equals(that.takenAt)
        && nodes.equals(that.nodes)
        && links.equals(that.links)
        && collections.equals(that.collections)
        && observer.equals(that.observer)
        && identities.equals(that.identities);
  }

  @Override
  public int hashCode() {
    return Objects.hash(round, takenAt, nodes.keySet());
  }

  @Override
  public String toString() {
    return "round %d at %s: nodes %s, links %s, collections %s, %s, %s"
        .formatted(round, takenAt, nodes, links, collections, observer, identities);
  }
}
