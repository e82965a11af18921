package org.kubosteward.fleet;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The persistent volume under a repository. Sizes in bytes.
 *
 * @param claim the name of its PersistentVolumeClaim
 * @param claimUid tells this claim from another of the same name
 * @param expandable whether its StorageClass lets it grow
 * @param capacity what it has
 * @param requested what its claim asks for; more than it has while it grows
 * @param growUpTo how far an operator lets us grow it; empty means not at all
 * @param fill how full it is as its kubelet tells
 */
public record Volume(
    String claim,
    String claimUid,
    boolean expandable,
    long capacity,
    long requested,
    OptionalLong growUpTo,
    Optional<Fill> fill) {

  /** How full it is, in bytes and in inodes. */
  public record Fill(long used, long capacity, long inodesUsed, long inodes) {
    /** What is left of the inodes; empty on a file system that does not number them (btrfs). */
    public OptionalLong inodesFree() {
      return inodes > 0 ? OptionalLong.of(Math.max(0, inodes - inodesUsed)) : OptionalLong.empty();
    }

    /** The same as a part of all of them. */
    public OptionalDouble inodesFreeRatio() {
      return inodesFree().stream().mapToDouble(free -> (double) free / inodes).findFirst();
    }
  }

  /** Whether a growth was asked for and is not done. */
  public boolean growing() {
    return requested > capacity;
  }
}
