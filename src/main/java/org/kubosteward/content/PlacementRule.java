package org.kubosteward.content;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where copies may be, and among what they are spread.
 *
 * @param zoneLabel the label whose value is a node's zone; nodes without it share one. Without a
 *     label all nodes are one zone
 * @param nodeLabels a node must have all of these
 * @param nodeNames a node must be one of these; empty for any
 */
public record PlacementRule(
    Optional<String> zoneLabel, Map<String, String> nodeLabels, Set<String> nodeNames) {
  /** Any node, without zones. */
  public static final PlacementRule ANYWHERE =
      new PlacementRule(Optional.empty(), Map.of(), Set.of());

  /** The label by which Kubernetes tells zones. */
  public static final String KUBERNETES_ZONE = "topology.kubernetes.io/zone";

  public PlacementRule {
    nodeLabels = Collections.unmodifiableMap(new TreeMap<>(nodeLabels));
    nodeNames = Collections.unmodifiableSet(new TreeSet<>(nodeNames));
    InvalidSpec.require(
        zoneLabel.filter(String::isBlank).isEmpty(),
        "the zone label is blank; name it, or leave it out");
    InvalidSpec.require(
        nodeLabels.keySet().stream().noneMatch(String::isBlank), "a node label has no name");
    InvalidSpec.require(nodeNames.stream().noneMatch(String::isBlank), "a node name is blank");
  }

  /** Any node, one copy a zone first. */
  public static PlacementRule across(String zoneLabel) {
    return new PlacementRule(Optional.of(zoneLabel), Map.of(), Set.of());
  }

  /** The zone of that node; empty text for a node without one. */
  String zone(Host host) {
    return zoneLabel.map(label -> host.labels().getOrDefault(label, "")).orElse("");
  }

  /** Whether it is one of those named. */
  boolean names(Host host) {
    return nodeNames.isEmpty() || nodeNames.contains(host.id().name());
  }

  /** Whether it has every label. */
  boolean labels(Host host) {
    return host.labels().entrySet().containsAll(nodeLabels.entrySet());
  }

  /** Whether copies may be there. */
  boolean allows(Host host) {
    return names(host) && labels(host);
  }
}
