package org.kubosteward.kubo;

import java.util.Optional;

/**
 * Everything that is ever asked of a node, and all that a credential of the plane must be allowed:
 * a call begins with one of these. Which of them who needs stands in docs/reference/rpc.md, which
 * is made from the calls themselves.
 */
public enum RpcPath {
  BITSWAP_STAT("bitswap/stat"),
  BLOCK_GET("block/get", "stores the block on the node that is asked, unpinned"),
  BLOCK_PUT("block/put", "stores a block, unpinned"),
  BLOCK_RM("block/rm", "removes the blocks that are named"),
  BLOCK_STAT("block/stat"),
  BOOTSTRAP_LIST("bootstrap/list"),
  CONFIG_SHOW("config/show"),
  DAG_EXPORT("dag/export"),
  DAG_IMPORT("dag/import", "stores the blocks that are sent, and pins the roots that are named"),
  DIAG_CMDS("diag/cmds"),
  DIAG_SYS("diag/sys"),
  ID("id"),
  PIN_ADD("pin/add", "fetches what is named, and pins it"),
  PIN_LS("pin/ls"),
  PIN_RM("pin/rm", "removes the pin that is named"),
  PROVIDE_STAT("provide/stat"),
  REFS_LOCAL("refs/local"),
  REPO_GC("repo/gc", "removes what no pin keeps"),
  REPO_STAT("repo/stat"),
  STATS_BW("stats/bw"),
  SWARM_CONNECT("swarm/connect", "dials a peer"),
  SWARM_DISCONNECT("swarm/disconnect", "closes the connections to a peer"),
  SWARM_PEERING_LS("swarm/peering/ls"),
  SWARM_PEERS("swarm/peers"),
  SWARM_RESOURCES("swarm/resources"),
  VERSION("version");

  private final String command;
  private final Optional<String> change;

  RpcPath(String command) {
    this.command = command;
    this.change = Optional.empty();
  }

  RpcPath(String command, String change) {
    this.command = command;
    this.change = Optional.of(change);
  }

  /** What kubo calls it. */
  public String command() {
    return command;
  }

  /** Its path, as {@code AllowedPaths} names it. */
  public String path() {
    return "/api/v0/" + command;
  }

  /** What it changes on the node; empty when it only reads. */
  public Optional<String> change() {
    return change;
  }
}
