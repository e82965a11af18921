package org.kubosteward.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * The nodes that let the last round wait for its deadline. They are asked beside the rounds, one
 * interview a node, so that a node that hangs does not slow the look at all others: a round takes
 * what has come of it, and else what was known of it, noted when it was. One that answers again is
 * asked in the round like any other, and is heard at once.
 *
 * <p>Used by the thread of the rounds; only {@link #heard} may be called by others.
 */
final class Laggards {
  /** Short beside the quickest pace of the rounds, and enough for an answer without trouble. */
  private static final Duration GRACE = Duration.ofMillis(200);

  private final Map<NodeId, Interviewed> open = new HashMap<>();
  private final AtomicBoolean heard = new AtomicBoolean();

  /** Whether a round should not wait for the node, going by what is known of it. */
  boolean has(NodeId node, NodeView last) {
    Interviewed asked = open.get(node);
    if (asked != null && asked.answer().isCompletedExceptionally()) {
      return false;
    }
    return lags(asked != null && asked.answer().isDone() ? asked.answer().join() : last);
  }

  /** Puts the questions, unless those put before to the same address are still open. */
  void ask(Target target, NodeView last, Supplier<CompletionStage<NodeView>> questions) {
    Interviewed before = open.get(target.id());
    NodeView known = last;
    if (before != null) {
      if (before.answer().isDone()) {
        known = before.answer().join();
      } else if (before.rpc().equals(target.rpc())) {
        return;
      }
    }
    CompletableFuture<NodeView> answer =
        questions.get().whenComplete((view, never) -> hear(view)).toCompletableFuture();
    open.put(target.id(), new Interviewed(target.rpc(), answer, known));
  }

  private void hear(@Nullable NodeView view) {
    if (view != null && view.up()) {
      heard.set(true);
    }
  }

  /**
   * What is known of each of them now. Those that answer in this moment are waited for: whoever is
   * well again needs no deadline to say so.
   */
  Map<NodeId, NodeView> views() {
    awaitBriefly();
    Map<NodeId, NodeView> views = new HashMap<>();
    open.forEach(
        (node, asked) ->
            views.put(node, asked.answer().isDone() ? asked.answer().join() : asked.known()));
    return views;
  }

  /** Whether one of them has answered since this was last called. */
  boolean heard() {
    return heard.getAndSet(false);
  }

  /** Forgets the nodes that are not among these. */
  void keepOnly(Set<NodeId> nodes) {
    open.keySet().retainAll(nodes);
  }

  private void awaitBriefly() {
    CompletableFuture<?>[] all =
        open.values().stream().map(Interviewed::answer).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException later) {
      // A fault of the interview itself is thrown to whoever takes its view.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether its silence is of the kind that lasts as long as the question may. */
  private static boolean lags(NodeView view) {
    return view.version()
        .missing()
        .map(Missing::why)
        .filter(
            why ->
                why == Why.STALLED
                    || why == Why.TOO_SLOW
                    || why == Why.TIMED_OUT
                    || why == Why.CONNECT_TIMED_OUT)
        .isPresent();
  }

  /**
   * What one is asked.
   *
   * @param known what was known of it when it was asked
   */
  private record Interviewed(
      KuboEndpoint rpc, CompletableFuture<NodeView> answer, NodeView known) {}
}
