package org.kubosteward.fleet;

import java.util.Objects;

/**
 * The name of one kubo node: where it lives and what it is called there. On Kubernetes that is
 * namespace and pod; a static list has one namespace for all.
 */
public record NodeId(String namespace, String name) implements Comparable<NodeId> {
  public NodeId {
    Objects.requireNonNull(namespace, "namespace");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a node needs a name");
    }
  }

  @Override
  public int compareTo(NodeId other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** The name alone: what people say, and what metrics carry as {@code node}. */
  @Override
  public String toString() {
    return name;
  }
}
