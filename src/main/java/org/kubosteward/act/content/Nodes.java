package org.kubosteward.act.content;

import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.KuboEndpoint;

/** Where nodes are now. */
public interface Nodes {
  /** The node's RPC; empty when the fleet no longer has the node. */
  Optional<KuboEndpoint> rpc(NodeId id);

  /** The node's gateway; empty where none is known. */
  Optional<KuboEndpoint> gateway(NodeId id);
}
