package org.kubosteward.boot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.kube.Verb;

/**
 * Each right that the code uses, and no other: the plane asks the API server for them when it
 * starts, the preflight tells of them, and the Roles under {@code kubernetes/} grant just these.
 */
final class NeededRights {
  private NeededRights() {}

  /** For a fleet there, and the Lease of that name. */
  static List<Verb> of(String fleet, String leaseNamespace, String lease) {
    return Stream.of(
            on(fleet, "", "pods", "get", "list", "watch"),
            on(fleet, "", "pods/eviction", "create"),
            on(fleet, "apps", "statefulsets", "list", "watch"),
            on(fleet, "", "persistentvolumeclaims", "get", "list", "watch", "patch"),
            on(fleet, "events.k8s.io", "events", "create", "patch"),
            on(leaseNamespace, "coordination.k8s.io", "leases", "create"),
            Stream.of("get", "update")
                .map(
                    verb ->
                        new Verb(
                            leaseNamespace,
                            "coordination.k8s.io",
                            "leases",
                            verb,
                            Optional.of(lease))))
        .flatMap(verbs -> verbs)
        .toList();
  }

  private static Stream<Verb> on(String namespace, String group, String resource, String... verbs) {
    return Stream.of(verbs).map(verb -> new Verb(namespace, group, resource, verb));
  }
}
