package org.kubosteward.act;

import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.KuboEndpoint;

/** Where a node's RPC is now. */
@FunctionalInterface
public interface Addresses {
  /** The node's RPC; empty when the fleet no longer has the node. */
  Optional<KuboEndpoint> rpc(NodeId id);
}
