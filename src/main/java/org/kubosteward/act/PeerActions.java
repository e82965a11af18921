package org.kubosteward.act;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.kubo.Answer;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RefreshLink;

/** Dials siblings, and drops links to dial them anew. */
final class PeerActions {
  /** A dial that takes longer is no cure in a cluster; well under the action's own deadline. */
  private static final Duration DIAL = Duration.ofSeconds(6);

  /**
   * After a disconnect the sibling may dial back in the same instant, and the two handshakes then
   * spoil each other; a moment later a dial succeeds.
   */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final Kubo kubo;
  private final Delay delay;

  PeerActions(Kubo kubo, Delay delay) {
    this.kubo = kubo;
    this.delay = delay;
  }

  CompletionStage<Outcome> reconnect(ReconnectPeer action, KuboEndpoint rpc) {
    return dial(rpc, action.addresses())
        .thenApply(
            reply ->
                reply instanceof Fault<String> fault && fault.kind() == FaultKind.FORBIDDEN
                    ? Outcome.refused(fault.detail())
                    : told(reply, "connected"));
  }

  CompletionStage<Outcome> refresh(RefreshLink action, KuboEndpoint rpc) {
    return kubo.swarmDisconnect(rpc, action.peerId(), DIAL)
        .thenCompose(
            dropped -> {
              if (dropped instanceof Fault<String> fault && fault.kind() != FaultKind.REJECTED) {
                String why = "the link could not be dropped: " + fault.detail();
                return CompletableFuture.completedFuture(
                    fault.kind() == FaultKind.FORBIDDEN
                        ? Outcome.refused(why)
                        : Outcome.failed(why));
              }
              return delay
                  .after(SETTLE)
                  .thenCompose(done -> dial(rpc, action.addresses()))
                  .thenApply(reply -> told(reply, "dropped and connected again"));
            });
  }

  /** One dial, and one more if two handshakes met. */
  private CompletionStage<Reply<String>> dial(KuboEndpoint rpc, List<String> addresses) {
    return kubo.swarmConnect(rpc, addresses, DIAL)
        .thenCompose(
            first ->
                metHalfway(first)
                    ? delay
                        .after(SETTLE)
                        .thenCompose(done -> kubo.swarmConnect(rpc, addresses, DIAL))
                    : CompletableFuture.completedFuture(first));
  }

  private static boolean metHalfway(Reply<String> reply) {
    return reply instanceof Fault<String> fault && fault.detail().contains("handshake message");
  }

  private static Outcome told(Reply<String> reply, String what) {
    return reply.fold(
        (Answer<String> answer) ->
            Outcome.done("%s in %d ms".formatted(what, answer.took().toMillis())),
        fault ->
            fault.kind().late()
                ? Outcome.timedOut(fault.detail())
                : Outcome.failed(fault.detail()));
  }
}
