package org.kubosteward.content;

/** Why a plan leaves something undone. Append-only: the names appear in answers and metrics. */
public enum Obstacle {
  /** It was here, and no node that answers has it. */
  NO_SOURCE("no node that answers has a copy"),
  /** No node may take a copy: by policy, by its state, or for want of room. */
  NO_TARGET("no node may take a copy"),
  /** Only nodes are left where a transfer failed lately. */
  RETRY_LATER("the nodes that are left failed lately and are tried again later"),
  /** As many transfers as allowed are under way. */
  BUDGET_SPENT("as many transfers as allowed are under way"),
  /** A damaged copy, and no proven one to heal it from. */
  NO_PROVEN_SIBLING("no node that answers has a proven copy to heal from"),
  /** A copy on a node that must not be written to now. */
  NOT_WRITABLE("the node must not be written to now");

  private final String phrase;

  Obstacle(String phrase) {
    this.phrase = phrase;
  }

  /** What it means. */
  public String phrase() {
    return phrase;
  }
}
