package org.kubosteward.kube;

import java.util.Optional;

/**
 * One thing that the API server may allow.
 *
 * @param namespace where; empty for all of the cluster
 * @param group the API group; empty for the core
 * @param resource plural, with its subresource after a slash: {@code pods/eviction}
 * @param name of the one object; a Role that names objects denies what is asked without a name
 */
public record Verb(
    String namespace, String group, String resource, String verb, Optional<String> name) {
  /** On any object of the resource. */
  public Verb(String namespace, String group, String resource, String verb) {
    this(namespace, group, resource, verb, Optional.empty());
  }

  /** As in {@code list pods in namespace ipfs}. */
  @Override
  public String toString() {
    return verb
        + " "
        + resource
        + name.map(n -> "/" + n).orElse("")
        + (group.isEmpty() ? "" : " (" + group + ")")
        + (namespace.isEmpty() ? " in the whole cluster" : " in namespace " + namespace);
  }
}
