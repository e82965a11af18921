package org.kubosteward.kubo;

import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.CorruptBlock;
import org.kubosteward.ipld.LimitExceeded;
import org.kubosteward.ipld.Refusal;

/** What it says of an answer that its bytes are refused. */
final class Verified {
  private Verified() {}

  /** The block of that CID that these bytes are to be. */
  static Block block(Cid cid, byte[] bytes) {
    try {
      return Block.verified(cid, bytes);
    } catch (Refusal refusal) {
      throw unfit(refusal);
    }
  }

  /** Takes that step, whose refusal is the answer's fault. */
  static void refusing(Runnable step) {
    try {
      step.run();
    } catch (Refusal refusal) {
      throw unfit(refusal);
    }
  }

  private static UnusableAnswerException unfit(Refusal refusal) {
    FaultKind kind = FaultKind.MALFORMED;
    if (refusal instanceof CorruptBlock) {
      kind = FaultKind.CORRUPT;
    } else if (refusal instanceof LimitExceeded) {
      kind = FaultKind.TOO_LARGE;
    }
    return new UnusableAnswerException(kind, String.valueOf(refusal.getMessage()));
  }
}
