package org.kubosteward.probe.proof;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Lets time pass without holding a thread. */
@FunctionalInterface
public interface Pause {
  /** Completes after {@code span}. */
  CompletionStage<Void> after(Duration span);
}
