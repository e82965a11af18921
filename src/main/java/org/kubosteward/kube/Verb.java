package org.kubosteward.kube;

/**
 * One thing that the API server may allow.
 *
 * @param namespace where; empty for all of the cluster
 * @param group the API group; empty for the core
 * @param resource plural, with its subresource after a slash: {@code pods/eviction}
 */
public record Verb(String namespace, String group, String resource, String verb) {
  /** As in {@code list pods in namespace ipfs}. */
  @Override
  public String toString() {
    return verb
        + " "
        + resource
        + (group.isEmpty() ? "" : " (" + group + ")")
        + (namespace.isEmpty() ? " in the whole cluster" : " in namespace " + namespace);
  }
}
