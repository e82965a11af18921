package org.kubosteward.content;

/**
 * How much may move at a time.
 *
 * @param perNode transfers at a time that a node takes part in, as the source or the target
 * @param fleet transfers at a time
 * @param bytesPerSecond of all transfers together
 * @param drops copies that one plan drops, at the most
 */
public record TransferBudget(int perNode, int fleet, long bytesPerSecond, int drops) {
  /** Transfers at a time, at the most: each is a connection and a pinned DAG under way. */
  public static final int FLEET_MOST = 1_000;

  public TransferBudget {
    InvalidSpec.require(
        perNode >= 1, "transfers a node is %d; allow at least 1".formatted(perNode));
    InvalidSpec.require(
        fleet >= 1 && fleet <= FLEET_MOST,
        "transfers in the fleet is %d; it is 1 to %d".formatted(fleet, FLEET_MOST));
    InvalidSpec.require(
        bytesPerSecond >= fleet,
        "%d bytes a second are less than one for each of %d transfers; allow more"
            .formatted(bytesPerSecond, fleet));
    InvalidSpec.require(drops >= 0, "drops is %d; it is 0 or more".formatted(drops));
  }

  /** As shipped: 2 a node, 16 in the fleet, 256 MiB a second. */
  public static TransferBudget shipped() {
    return new TransferBudget(2, 16, 256L << 20, 64);
  }
}
