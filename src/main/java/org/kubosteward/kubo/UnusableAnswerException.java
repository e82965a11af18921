package org.kubosteward.kubo;

import java.util.List;
import java.util.regex.Pattern;

/** Ends the reading of an answer that cannot be used. */
final class UnusableAnswerException extends RuntimeException {
  /** How Go says ENOSPC (no space, or no inode) and EDQUOT. */
  private static final Pattern NO_SPACE =
      Pattern.compile("no space left on device|disk quota exceeded");

  /** In these words kubo 0.42 and 0.43 say that they run without a network. */
  private static final List<String> OFFLINE =
      List.of("must be run in online mode", "unable to run offline", "found locally (offline)");

  /** In these words a kubo with HashOnRead refuses a block that is damaged. */
  private static final String DAMAGED = "block in storage has different hash";

  private final FaultKind kind;

  UnusableAnswerException(FaultKind kind, String what) {
    super(what, null, false, false);
    this.kind = kind;
  }

  FaultKind kind() {
    return kind;
  }

  /** What it means that kubo itself reports this failure, where nothing says more. */
  static UnusableAnswerException told(FaultKind otherwise, String message) {
    return new UnusableAnswerException(kind(otherwise, message), "kubo says: " + message);
  }

  private static FaultKind kind(FaultKind otherwise, String message) {
    if (NO_SPACE.matcher(message).find()) {
      return FaultKind.NO_SPACE;
    }
    if (message.contains("context deadline exceeded")) {
      return FaultKind.TIMED_OUT;
    }
    if (message.contains(DAMAGED)) {
      return FaultKind.CORRUPT;
    }
    return OFFLINE.stream().anyMatch(message::contains) ? FaultKind.OFFLINE : otherwise;
  }

  static UnusableAnswerException malformed(String what) {
    return new UnusableAnswerException(FaultKind.MALFORMED, what);
  }

  /** Of an answer whose Content-Type is not that of the call; empty when it has none. */
  static UnusableAnswerException notMedia(String type) {
    return type.isEmpty()
        ? malformed("the answer does not say what it is (no Content-Type)")
        : new UnusableAnswerException(
            FaultKind.NOT_KUBO, "the answer is " + type + ", which this call never is");
  }
}
