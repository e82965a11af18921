package org.kubosteward.health;

import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;

/** What a finding is about. Its text form is what people read: {@code kubo-1}, {@code a>b}. */
public sealed interface Subject extends Comparable<Subject> {
  /** The node to look at first; empty for the fleet as a whole. */
  Optional<NodeId> node();

  /** Every node that it concerns: none for the fleet, both ends for a link. */
  Set<NodeId> nodes();

  /** One node. */
  record OfNode(NodeId id) implements Subject {
    @Override
    public Optional<NodeId> node() {
      return Optional.of(id);
    }

    @Override
    public Set<NodeId> nodes() {
      return Set.of(id);
    }

    @Override
    public String toString() {
      return id.toString();
    }
  }

  /** One direction between two nodes; the node to look at is the one that asks. */
  record OfLink(Link link) implements Subject {
    @Override
    public Optional<NodeId> node() {
      return Optional.of(link.to());
    }

    @Override
    public Set<NodeId> nodes() {
      return Set.of(link.from(), link.to());
    }

    @Override
    public String toString() {
      return link.toString();
    }
  }

  /** All content of one policy: never a single one, for there may be millions. */
  record OfPolicy(String name) implements Subject {
    @Override
    public Optional<NodeId> node() {
      return Optional.empty();
    }

    @Override
    public Set<NodeId> nodes() {
      return Set.of();
    }

    @Override
    public String toString() {
      return "policy " + name;
    }
  }

  /** The fleet. */
  record OfFleet() implements Subject {
    @Override
    public Optional<NodeId> node() {
      return Optional.empty();
    }

    @Override
    public Set<NodeId> nodes() {
      return Set.of();
    }

    @Override
    public String toString() {
      return "fleet";
    }
  }

  /** A finding about one node. */
  static Subject of(NodeId id) {
    return new OfNode(id);
  }

  /** A finding about one ordered pair. */
  static Subject of(Link link) {
    return new OfLink(link);
  }

  /** A finding about all content of the policy of that name. */
  static Subject ofPolicy(String name) {
    return new OfPolicy(name);
  }

  /** A finding about the fleet. */
  static Subject fleet() {
    return new OfFleet();
  }

  @Override
  default int compareTo(Subject other) {
    int byText = toString().compareTo(other.toString());
    return byText != 0 ? byText : identity(this).compareTo(identity(other));
  }

  /** Tells apart what reads the same: a name in two namespaces, a node called fleet. */
  private static String identity(Subject subject) {
    if (subject instanceof OfNode node) {
      return "node " + full(node.id());
    }
    if (subject instanceof OfLink link) {
      return "link " + full(link.link().from()) + " " + full(link.link().to());
    }
    return subject instanceof OfPolicy policy ? "policy " + policy.name() : "fleet";
  }

  private static String full(NodeId id) {
    return id.namespace() + "/" + id.name();
  }
}
