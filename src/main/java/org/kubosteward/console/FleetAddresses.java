package org.kubosteward.console;

import java.util.Optional;
import org.kubosteward.fleet.NodeId;

/** Where the nodes' RPC listens; told to the Prometheus that scrapes kubo's own metrics there. */
@FunctionalInterface
public interface FleetAddresses {
  /**
   * {@code host:port} of the node's RPC, without scheme, path or credentials; empty when the node
   * has no address now.
   */
  Optional<String> address(NodeId node);
}
