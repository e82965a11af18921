package org.kubosteward.fleet;

/**
 * One direction between two siblings: a block that {@code from} holds is asked for by {@code to}.
 * The two directions of a pair can fail apart from each other.
 */
public record Link(NodeId from, NodeId to) implements Comparable<Link> {
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
    int byFrom = from.compareTo(other.from);
    return byFrom != 0 ? byFrom : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return from + ">" + to;
  }
}
