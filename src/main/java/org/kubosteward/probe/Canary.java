package org.kubosteward.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.Kubo;

/**
 * Proves one link by doing: puts a random unpinned block on one node, fetches it from the other,
 * compares, and leaves it on both to be swept. The block is the link's own: one that two nodes ask
 * for would be relayed, and a blind direction would look sound.
 */
final class Canary {
  /** Enough to be unique for ever, small enough to cost nothing. */
  private static final int BLOCK_BYTES = 64;

  /** The block came and could not be written: no fault of the link, and no dial mends it. */
  private static final Pattern NOT_KEPT =
      Pattern.compile(
          "no space left on device|disk quota exceeded|read-only file system|input/output error");

  private final Kubo kubo;
  private final Duration deadline;
  private final Duration housekeeping;
  private final InstantSource clock;
  private final Random random;
  private final Leftovers leftovers;

  Canary(Kubo kubo, ProbePolicy policy, InstantSource clock, Random random, Leftovers leftovers) {
    this.kubo = kubo;
    this.deadline = policy.canaryDeadline();
    this.housekeeping = policy.deadline();
    this.clock = clock;
    this.random = random;
    this.leftovers = leftovers;
  }

  /** One try, counted after {@code failuresBefore} that failed in a row. */
  CompletionStage<Proof> prove(Target from, Target to, int failuresBefore) {
    byte[] block = new byte[BLOCK_BYTES];
    random.nextBytes(block);
    return kubo.blockPut(from.rpc(), block, housekeeping)
        .thenCompose(
            put ->
                put.fold(
                    stored -> fetch(from, to, stored.value(), block, failuresBefore),
                    fault ->
                        CompletableFuture.completedFuture(
                            failed(
                                Outcome.NOT_TRIED,
                                failuresBefore,
                                fault.took(),
                                "a block cannot be put on " + from.id() + ": " + fault.detail()))));
  }

  private CompletionStage<Proof> fetch(
      Target from, Target to, String cid, byte[] block, int failuresBefore) {
    return kubo.blockGet(to.rpc(), cid, deadline)
        .thenApply(
            got ->
                got.fold(
                    answer ->
                        Arrays.equals(answer.value(), block)
                            ? new Proof(Outcome.EXCHANGED, 0, clock.instant(), answer.took(), "")
                            : failed(
                                Outcome.NOT_EXCHANGED,
                                failuresBefore,
                                answer.took(),
                                "another block arrived than was asked for"),
                    fault -> failed(outcome(fault), failuresBefore, fault.took(), told(fault, to))))
        .thenApply(
            proof -> {
              leftovers.left(from.id(), cid);
              leftovers.left(to.id(), cid);
              return proof;
            });
  }

  /**
   * The deadline passing is the link's fault; not reaching the asking node, or its disk, is not.
   */
  private static Outcome outcome(Fault<byte[]> fault) {
    if (NOT_KEPT.matcher(fault.detail()).find()) {
      return Outcome.NOT_TRIED;
    }
    return switch (fault.kind()) {
      // kubo waits silently for a block: its own time-out or ours, whichever comes first. REJECTED
      // covers "promise channel was closed", which it says when the sibling went away meanwhile.
      case TIMED_OUT, STALLED, REJECTED, LATE_ERROR -> Outcome.NOT_EXCHANGED;
      case REFUSED,
          UNRESOLVED,
          UNREACHABLE,
          CONNECT_TIMED_OUT,
          CUT,
          FORBIDDEN,
          NOT_KUBO,
          MALFORMED,
          TOO_LARGE ->
          Outcome.NOT_TRIED;
    };
  }

  private static String told(Fault<byte[]> fault, Target to) {
    return "the block did not reach " + to.id() + ": " + fault.detail();
  }

  private Proof failed(Outcome outcome, int failuresBefore, Duration took, String detail) {
    return new Proof(outcome, failuresBefore + 1, clock.instant(), took, detail);
  }
}
