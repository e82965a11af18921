package org.kubosteward.console;

import java.util.Map;
import org.kubosteward.fleet.NodeId;

/** Where the nodes' RPC listens; told to the Prometheus that scrapes kubo's own metrics there. */
@FunctionalInterface
public interface FleetAddresses {
  /**
   * {@code host:port} of each node's RPC, without scheme, path or credentials; a node without an
   * address now is not in it. The whole fleet is looked up at once: one lookup costs as much as
   * all.
   */
  Map<NodeId, String> all();
}
