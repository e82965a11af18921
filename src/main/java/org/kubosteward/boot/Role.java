package org.kubosteward.boot;

/** A part that a process can play. */
enum Role {
  /** Watches the fleet, repairs it, and serves page, API and roster. */
  PLANE,
  /** Serves content from the nodes that the roster names. */
  GATEWAY,
  /** Brings content to the pods of its machine. */
  CSI
}
