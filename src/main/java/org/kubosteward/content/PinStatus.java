package org.kubosteward.content;

/** How far a request for a content has come: the words of the IPFS Pinning Service API. */
public enum PinStatus {
  /** Nobody here has begun with it. */
  QUEUED,
  /** Copies are on their way, or not all that its policy asks for are proven. */
  PINNING,
  /** As many proven copies as its policy asks for. */
  PINNED,
  /** It was tried, and it is known why it does not get on. */
  FAILED
}
