package org.kubosteward.probe;

import java.net.URI;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.KuboEndpoint;

/** A node that the fleet should have, and where to speak with it. */
public record Target(NodeId id, KuboEndpoint rpc, Optional<URI> gateway) {}
