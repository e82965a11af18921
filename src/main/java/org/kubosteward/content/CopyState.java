package org.kubosteward.content;

/** What is known of one content on one node. Append-only: the names appear in metrics. */
public enum CopyState {
  /** It was there, or was tried there, and is not. */
  ABSENT(0),
  /** Blocks are on their way: a first copy, or a damaged one being healed. */
  FETCHING(1),
  /** kubo says that it is pinned: its word, and no proof. */
  HELD(2),
  /** Every block was there, with the right bytes, at that time. */
  PROVEN(3),
  /** Blocks are missing or wrong. */
  DAMAGED(4),
  /** It is one more than is wanted, and is waiting to be dropped. */
  EXCESS(5);

  private static final CopyState[] BY_CODE = {ABSENT, FETCHING, HELD, PROVEN, DAMAGED, EXCESS};

  private final int code;

  CopyState(int code) {
    this.code = code;
  }

  /** Its place in packed words. */
  int code() {
    return code;
  }

  static CopyState of(int code) {
    return BY_CODE[code];
  }
}
