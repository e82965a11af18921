package org.kubosteward.probe.proof;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.Reply;

/**
 * Reads blocks of a kubo. One that did not come for a reason that passes is asked for again, twice;
 * one that the gateway refuses is asked for over the RPC.
 */
final class NodeReader implements BlockReader {
  private static final List<Duration> AGAIN = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final KuboContent content;
  private final ProofPlace place;
  private final Duration deadline;
  private final Pause pause;

  NodeReader(KuboContent content, ProofPlace place, Duration deadline, Pause pause) {
    this.content = content;
    this.place = place;
    this.deadline = deadline;
    this.pause = pause;
  }

  @Override
  public CompletionStage<Reading> read(Cid cid) {
    return read(cid, 0);
  }

  private CompletionStage<Reading> read(Cid cid, int failures) {
    return place
        .gateway()
        .map(gateway -> content.gateway().block(gateway, cid, deadline))
        .map(asked -> asked.thenCompose(reply -> orByRpc(reply, cid)))
        .orElseGet(() -> content.blockGet(place.rpc(), cid, deadline))
        .thenCompose(
            reply ->
                reply.fold(
                    answer -> known(Reading.right(answer.value())),
                    fault -> judged(fault, cid, failures)));
  }

  /**
   * A gateway may refuse what the RPC gives: by a list of what it does not serve, or its limits.
   */
  private CompletionStage<Reply<Block>> orByRpc(Reply<Block> reply, Cid cid) {
    boolean refused =
        reply.fold(
            answer -> false,
            fault ->
                fault.kind() == FaultKind.REJECTED
                    || fault.kind() == FaultKind.FORBIDDEN
                    || fault.kind() == FaultKind.NOT_KUBO);
    return refused ? content.blockGet(place.rpc(), cid, deadline) : known(reply);
  }

  private CompletionStage<Reading> judged(Fault<Block> fault, Cid cid, int failures) {
    return switch (fault.kind()) {
      case ABSENT -> known(Reading.bad(BadBlock.Kind.MISSING));
      case CORRUPT -> known(Reading.bad(BadBlock.Kind.CORRUPT));
      default ->
          failures < AGAIN.size() && passes(fault.kind())
              ? pause.after(AGAIN.get(failures)).thenCompose(passed -> read(cid, failures + 1))
              : known(Reading.failed("block %s: %s".formatted(cid, fault.detail())));
    };
  }

  private static boolean passes(FaultKind kind) {
    return kind.late() || kind == FaultKind.CUT || kind == FaultKind.REFUSED;
  }

  private static <T> CompletionStage<T> known(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
