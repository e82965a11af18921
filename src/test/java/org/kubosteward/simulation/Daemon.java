package org.kubosteward.simulation;

import org.kubosteward.fleet.NodeId;

/** One kubo node as it truly is, its pod and its disk included. Times in ms of the true clock. */
final class Daemon {
  static final long MAX_BYTES = 100L << 30;
  static final long NEVER = Long.MAX_VALUE;

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
  final String peerId;

  Life life = Life.UP;
  Loop loop = Loop.NONE;
  long loopUntil;

  /** Counts up with each end of the process: what was planned for the old one is void. */
  int process;

  long slowStart = 3_000;
  long apiCutUntil;
  long staleUntil;
  long partialUntil;
  int partialQuestion;
  String release = "0.43.0";

  long repoBytes = 20L << 30;
  long garbage = 5L << 30;
  long diskFree = 60L << 30;
  int pins = 10;
  long corruptUntil;

  long pinSince = NEVER;
  long pinUntil;
  long gcSince = NEVER;
  long gcUntil;
  long wedgeUntil;

  /** Since when the repository has not been under the mark that clears, if it is not. */
  long fullSince = NEVER;

  /** Since when the node has not served, if it does not. */
  long awaySince = NEVER;

  int podNumber = 1;
  boolean ready = true;
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
    this.peerId = "12D3KooWSimulated" + number;
  }

  boolean up() {
    return life == Life.UP;
  }

  boolean pinning(long now) {
    return pinSince <= now && now < pinUntil;
  }

  boolean collecting(long now) {
    return gcSince <= now && now < gcUntil;
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
    boolean helped = wasFull && fill() < FULL_CLEARS;
    fullSince = fill() < NEAR_FULL_CLEARS ? NEVER : was && !helped ? fullSince : now;
  }

  double fill() {
    return (double) repoBytes / MAX_BYTES;
  }
}
