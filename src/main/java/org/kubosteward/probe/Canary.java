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
import org.kubosteward.kubo.FaultKind;
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
      Pattern.compile("read-only file system|input/output error");

  /** Within this a node that is not slow answers an ordinary question. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Kubo kubo;
  private final Duration wait;
  private final Duration housekeeping;
  private final InstantSource clock;
  private final Random random;
  private final Leftovers leftovers;

  Canary(Kubo kubo, ProbePolicy policy, InstantSource clock, Random random, Leftovers leftovers) {
    this.kubo = kubo;
    this.wait = policy.canaryDeadline();
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
                            notWritten(
                                from,
                                fault,
                                unput(
                                    fault,
                                    failuresBefore,
                                    "a block cannot be put on " + from.id())))));
  }

  private Proof unput(Fault<String> fault, int failuresBefore, String what) {
    Outcome outcome = fault.kind() == FaultKind.FORBIDDEN ? Outcome.NOT_ALLOWED : Outcome.NOT_TRIED;
    return failed(outcome, failuresBefore, fault.took(), what + ": " + fault.detail());
  }

  private CompletionStage<Proof> fetch(
      Target from, Target to, String cid, byte[] block, int failuresBefore) {
    return kubo.blockGet(to.rpc(), cid, wait, wait.plus(housekeeping))
        .thenCompose(
            got ->
                got.fold(
                    answer ->
                        CompletableFuture.completedFuture(
                            arrived(answer.value(), block, failuresBefore, answer.took())),
                    fault ->
                        outcome(fault, to)
                            .thenApply(
                                outcome ->
                                    notWritten(
                                        to,
                                        fault,
                                        failed(
                                            outcome,
                                            failuresBefore,
                                            fault.took(),
                                            told(fault, to))))))
        .thenApply(
            proof -> {
              leftovers.left(from.id(), cid);
              leftovers.left(to.id(), cid);
              return proof;
            });
  }

  private Proof arrived(byte[] got, byte[] block, int failuresBefore, Duration took) {
    return Arrays.equals(got, block)
        ? new Proof(Outcome.EXCHANGED, 0, clock.instant(), took, "")
        : failed(
            Outcome.NOT_EXCHANGED,
            failuresBefore,
            took,
            "another block arrived than was asked for");
  }

  /**
   * That kubo says itself that the block did not come is the link's fault. Not reaching the asking
   * node, or its disk, is not; nor is a silence beyond our own deadline, unless the node answers
   * another question at once: then it is the block that it waits for.
   */
  private CompletionStage<Outcome> outcome(Fault<byte[]> fault, Target to) {
    if (NOT_KEPT.matcher(fault.detail()).find()) {
      return CompletableFuture.completedFuture(Outcome.NOT_TRIED);
    }
    if (fault.kind() == FaultKind.STALLED || fault.kind() == FaultKind.TOO_SLOW) {
      return kubo.version(to.rpc(), AT_ONCE)
          .thenApply(
              reply -> reply.optional().isPresent() ? Outcome.NOT_EXCHANGED : Outcome.NOT_TRIED);
    }
    return CompletableFuture.completedFuture(atOnce(fault.kind()));
  }

  private static Outcome atOnce(FaultKind kind) {
    return switch (kind) {
      // REJECTED covers "promise channel was closed", which kubo says when the sibling went away
      // meanwhile.
      case TIMED_OUT, REJECTED, LATE_ERROR -> Outcome.NOT_EXCHANGED;
      case FORBIDDEN -> Outcome.NOT_ALLOWED;
      case NO_SPACE,
          STALLED,
          TOO_SLOW,
          CROWDED,
          REFUSED,
          UNRESOLVED,
          UNREACHABLE,
          CONNECT_TIMED_OUT,
          CUT,
          OFFLINE,
          NOT_KUBO,
          MALFORMED,
          TOO_LARGE,
          ABSENT,
          CORRUPT,
          CANCELLED ->
          Outcome.NOT_TRIED;
    };
  }

  /** Names the node on whose disk there was no room for the block, if that is why. */
  private static Proof notWritten(Target where, Fault<?> fault, Proof proof) {
    return fault.kind() == FaultKind.NO_SPACE ? proof.fullAt(where.id()) : proof;
  }

  private static String told(Fault<byte[]> fault, Target to) {
    return "the block did not reach " + to.id() + ": " + fault.detail();
  }

  /** What is not allowed has not failed: it is tried again at the pace of what is well. */
  private Proof failed(Outcome outcome, int failuresBefore, Duration took, String detail) {
    int failures = outcome == Outcome.NOT_ALLOWED ? 0 : failuresBefore + 1;
    return new Proof(outcome, failures, clock.instant(), took, detail);
  }
}
