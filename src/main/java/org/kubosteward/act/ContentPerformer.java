package org.kubosteward.act;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.remedy.Action;

/** Performs what is done to copies of content. */
@FunctionalInterface
public interface ContentPerformer {
  /** Performs it; completes normally with what happened, never exceptionally. */
  CompletionStage<Outcome> perform(Action action);

  /** Where no content is kept. */
  static ContentPerformer none() {
    return action ->
        CompletableFuture.completedFuture(
            Outcome.failed(
                "this plane keeps no content, so there is nothing to " + action.kind().label()));
  }
}
