package org.kubosteward.fleet;

/** The questions put to a node, each with its own reading; the label value of {@code probe}. */
public enum Question {
  VERSION("version"),
  IDENTITY("id"),
  SWARM("swarm"),
  PEERING("peering"),
  BANDWIDTH("bandwidth"),
  REPO("repo"),
  DISK("disk"),
  BITSWAP("bitswap"),
  PROVIDE("provide"),
  RESOURCES("resources"),
  COMMANDS("commands"),
  PINS("pins"),
  PROCESS("process"),
  BOOTSTRAP("bootstrap"),
  CONFIG("config"),
  /** Put to the API server, not to the node. */
  POD("pod");

  private final String label;

  Question(String label) {
    this.label = label;
  }

  /** Its name in metrics, logs and the API. */
  public String label() {
    return label;
  }
}
