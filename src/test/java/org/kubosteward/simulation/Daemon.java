package org.kubosteward.simulation;

import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.HealthPolicy;

/** One kubo node as it truly is, its pod and its disk included. Times in ms of the true clock. */
final class Daemon {
  static final long MAX_BYTES = 100L << 30;
  static final long NEVER = Long.MAX_VALUE;
  static final long BOOTS_FOR = 300_000;
  static final int ROOTS = 10;
  static final int ALL_ROOTS = (1 << ROOTS) - 1;

  /** Where {@code REPO_NEAR_FULL} and {@code REPO_FULL} are over, as shipped. */
  private static final double NEAR_FULL_CLEARS = 0.80;

  private static final double FULL_CLEARS = 0.90;

  enum Life {
    UP,
    DOWN,
    STARTING,
    HUNG
  }

  enum Loop {
    NONE,
    CONFIG,
    MEMORY
  }

  final int number;
  final NodeId id;
  String key;

  /** Its own key's, but while it runs on a copy of another's repository. */
  String peerId;

  /** Whether it lost its volume, so that somebody is to be told. */
  boolean anew;

  Life life = Life.UP;
  Loop loop = Loop.NONE;
  long loopUntil;

  /** Counts up with each end of the process: what was planned for the old one is void. */
  int process;

  long slowStart = 3_000;
  long apiCutUntil;
  long staleUntil;
  long lateUntil;
  long servesNobodyUntil;
  boolean servesNobodyByConfiguration;
  long offlineUntil;
  long partialUntil;
  int partialQuestion;
  String release = "0.43.0";

  long repoBytes = 20L << 30;
  long garbage = 5L << 30;
  private long diskFree = 60L << 30;

  /** Whether its blocks are on a disk of their own that is full, which it does not measure. */
  private boolean blocksFull;

  /** The roots that it pins, a bit each, and when each was lost that it does not pin any more. */
  int roots = ALL_ROOTS;

  final long[] lostAt = new long[ROOTS];
  long corruptUntil;

  long pinSince = NEVER;
  long pinUntil;
  long gcSince = NEVER;
  long gcUntil;
  long wedgeUntil;

  /** Since when the repository has not been under the mark that clears, if it is not. */
  long fullSince = NEVER;

  /** Since when the disk has been nearly full, if it is. */
  long tightSince = NEVER;

  /** Since when the node has not served, if it does not. */
  long awaySince = NEVER;

  int podNumber = 1;
  boolean ready = true;

  /** Since when the pod exists without ever having been ready; {@link #NEVER} once it was. */
  long bootingSince = NEVER;

  long readySince;
  int restarts;
  long endedAt = -1;
  boolean backingOff;
  boolean leaving;
  long pausedUntil;
  boolean onVolume = true;
  long capacity = 80L << 30;
  long requested = 80L << 30;

  Daemon(int number) {
    this.number = number;
    this.id = new NodeId("ipfs", "kubo-" + number);
    this.key = "12D3KooWSimulated" + number;
    this.peerId = key;
  }

  /** Whether it gives a block to who asks. */
  boolean serves(long now) {
    return now >= servesNobodyUntil;
  }

  boolean up() {
    return life == Life.UP;
  }

  void unpin(int some, long now) {
    for (int root = 0; root < ROOTS; root++) {
      if ((roots & some & 1 << root) != 0) {
        lostAt[root] = now;
      }
    }
    roots &= ~some;
  }

  /** Whether it pins that root, or did until a moment ago. */
  boolean pinned(int root, long since) {
    return (roots & 1 << root) != 0 || lostAt[root] > Math.max(0, since);
  }

  boolean pinning(long now) {
    return pinSince <= now && now < pinUntil;
  }

  boolean collecting(long now) {
    return gcSince <= now && now < gcUntil;
  }

  /** Whether the plane is to take its silence for that of a pod that boots. */
  boolean booting(long now) {
    return bootingSince <= now && now < bootingSince + BOOTS_FOR && restarts <= 0;
  }

  String podUid() {
    return "uid-" + number + "-" + podNumber;
  }

  /**
   * The repository holds so much from now on. What was full and is merely near it has been helped:
   * that it is near full is a trouble of its own, and begins here.
   */
  void holds(long bytes, long now) {
    boolean was = fill() >= NEAR_FULL_CLEARS;
    boolean wasFull = fill() >= FULL_CLEARS;
    repoBytes = bytes;
    leaves(diskFree, now);
    boolean helped = wasFull && fill() < FULL_CLEARS;
    fullSince = fill() < NEAR_FULL_CLEARS ? NEVER : was && !helped ? fullSince : now;
  }

  /** The disk has so much left from now on. */
  void leaves(long bytes, long now) {
    diskFree = bytes;
    tightSince = !blocksFull && !tight(diskFree, repoBytes) ? NEVER : Math.min(tightSince, now);
  }

  /** No block can be written to it from now on, or every one. */
  void takesNoBlock(boolean full, long now) {
    blocksFull = full;
    leaves(diskFree, now);
  }

  boolean takesNoBlock() {
    return blocksFull;
  }

  long diskFree() {
    return diskFree;
  }

  /** As shipped, by either limit. */
  static boolean tight(long free, long repo) {
    HealthPolicy policy = HealthPolicy.shipped();
    return free < policy.diskMinBytes() || (double) free / (free + repo) < policy.diskMinRatio();
  }

  double fill() {
    return (double) repoBytes / MAX_BYTES;
  }
}
