package org.kubosteward.probe;

import java.net.URI;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * A node that the fleet should have, and where to speak with it.
 *
 * @param pod what Kubernetes says of its pod; empty for a fleet outside Kubernetes
 */
public record Target(
    NodeId id, KuboEndpoint rpc, Optional<URI> gateway, Optional<Reading<Pod>> pod) {

  /** A node outside Kubernetes. */
  public Target(NodeId id, KuboEndpoint rpc, Optional<URI> gateway) {
    this(id, rpc, gateway, Optional.empty());
  }
}
