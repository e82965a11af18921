package org.kubosteward.act;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.kubo.Reply;

/** A step of a heal did not succeed; the message is the sentence for the record. */
final class HealFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean ofTheWalk;

  HealFailed(String why) {
    this(why, false);
  }

  /** One that says whether kubo did not get through its pins, so that nothing was removed. */
  HealFailed(String why, boolean ofTheWalk) {
    super(why, null, false, false);
    this.ofTheWalk = ofTheWalk;
  }

  boolean ofTheWalk() {
    return ofTheWalk;
  }

  /** The value of the answer; a fault fails the step, which is named by {@code doing}. */
  static <T> CompletionStage<T> unless(String doing, CompletionStage<Reply<T>> asked) {
    return asked.thenCompose(
        reply ->
            reply.fold(
                answer -> CompletableFuture.completedFuture(answer.value()),
                fault ->
                    CompletableFuture.failedFuture(new HealFailed(doing + ": " + fault.detail()))));
  }
}
