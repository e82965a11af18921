package org.kubosteward.act;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Lets time pass without holding a thread. */
@FunctionalInterface
public interface Delay {
  /** Completes after {@code span}. */
  CompletionStage<Void> after(Duration span);
}
