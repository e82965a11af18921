package org.kubosteward.fleet;

import java.util.Comparator;

/**
 * One direction between two siblings: a block that {@code from} holds is asked for by {@code to}.
 * The two directions of a pair can fail apart from each other.
 */
public record Link(NodeId from, NodeId to) implements Comparable<Link> {
  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::from).thenComparing(Link::to);

  public Link {
    if (from.equals(to)) {
      throw new IllegalArgumentException("a link joins two nodes, not " + from + " to itself");
    }
  }

  /** The same pair, asked the other way round. */
  public Link reversed() {
    return new Link(to, from);
  }

  @Override
  public int compareTo(Link other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return from + ">" + to;
  }
}
