package org.kubosteward.act;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.remedy.HealBlocks;

/**
 * Lets a node read blocks that it has lost: it asks its siblings for them and keeps what it gets.
 * No write call is made, so that nothing waits for a lock.
 */
final class BlockHealing {
  /** A sibling that has the block gives it in far less; one that nobody has is never found. */
  private static final Duration FETCH = Duration.ofSeconds(20);

  private final Kubo kubo;

  BlockHealing(Kubo kubo) {
    this.kubo = kubo;
  }

  /** One after the other; ends at the first that cannot be read. */
  CompletionStage<Outcome> heal(HealBlocks action, KuboEndpoint rpc) {
    return next(action.cids(), 0, 0, rpc);
  }

  private CompletionStage<Outcome> next(List<String> cids, int done, long bytes, KuboEndpoint rpc) {
    if (done == cids.size()) {
      return CompletableFuture.completedFuture(
          Outcome.done("%d blocks fetched, %d bytes".formatted(done, bytes)));
    }
    String cid = cids.get(done);
    return kubo.blockGet(rpc, cid, FETCH)
        .thenCompose(
            reply ->
                reply.fold(
                    answer -> next(cids, done + 1, bytes + answer.value().length, rpc),
                    fault ->
                        CompletableFuture.completedFuture(
                            fault.kind().late()
                                ? Outcome.failed(
                                    "no node that it is connected to has %s: unpin what needs it, or bring it back"
                                        .formatted(cid))
                                : Outcome.failed("%s: %s".formatted(cid, fault.detail())))));
  }
}
