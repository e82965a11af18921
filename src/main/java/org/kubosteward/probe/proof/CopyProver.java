package org.kubosteward.probe.proof;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.HealMark;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Refusal;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.RootPin;
import org.kubosteward.probe.proof.ProofResult.NotPinned;
import org.kubosteward.probe.proof.ProofResult.Unfinished;

/**
 * Proves copies: every block of a content is read from the node and its hash computed here, within
 * so many bytes a second, and the node has the root pinned, before and after. Nothing is fetched
 * for it, and nothing changed. A proof that is interrupted, because the node cannot be reached, is
 * kept as long as the process lives and the bounds allow, and the next one goes on from there.
 */
public final class CopyProver {
  private static final Duration PIN_DEADLINE = Duration.ofSeconds(20);

  /** A copy: its content, and the RPC of the node that it is on. */
  private record Copied(Cid root, URI rpc) {}

  private final KuboContent content;
  private final ProofLimits limits;
  private final Pause pause;
  private final InstantSource clock;
  private final Map<Copied, ProofRun> kept = new LinkedHashMap<>();
  private final Set<Copied> underWay = new HashSet<>();

  /**
   * Nothing is read yet.
   *
   * @param pause lets time pass, as Vert.x's timers do
   */
  public CopyProver(KuboContent content, ProofLimits limits, Pause pause, InstantSource clock) {
    this.content = content;
    this.limits = limits;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Proves one copy. Exactly one result, never an exception; it may come on a Vert.x event loop.
   *
   * @param list of the content's blocks, if there is one: only against it are all bad blocks found.
   *     Without one it is made
   */
  public CompletionStage<ProofResult> prove(Cid root, ProofPlace place, Optional<BlockList> list) {
    Copied copied = new Copied(root, place.rpc().api());
    ProofRun run;
    synchronized (this) {
      if (!underWay.add(copied)) {
        return CompletableFuture.completedFuture(
            new Unfinished("this copy is being proven already", 0));
      }
      try {
        run = taken(copied, place, list);
      } catch (Refusal refused) {
        underWay.remove(copied);
        return CompletableFuture.completedFuture(
            new Unfinished(String.valueOf(refused.getMessage()), 0));
      }
    }
    CompletableFuture<ProofResult> told = new CompletableFuture<>();
    proven(root, place, run)
        .whenComplete(
            (result, failed) -> {
              ProofResult known =
                  failed == null ? result : new Unfinished("it failed: " + failed, 0);
              ended(copied, run, known);
              told.complete(known);
            });
    return told;
  }

  /**
   * A root that a heal has unpinned and not pinned again is read all the same: what is damaged must
   * be known to end the heal. It is whole only when it is pinned.
   */
  private CompletionStage<ProofResult> proven(Cid root, ProofPlace place, ProofRun run) {
    return againstPin(root, place)
        .thenCompose(
            against ->
                against.filter(NotPinned.class::isInstance).isPresent()
                    ? againstMark(root, place)
                    : CompletableFuture.completedFuture(against))
        .thenCompose(
            against ->
                against
                    .<CompletionStage<ProofResult>>map(CompletableFuture::completedFuture)
                    .orElseGet(run::goOn))
        .thenCompose(
            result ->
                result instanceof ProofResult.Whole
                    ? againstPin(root, place)
                        .thenApply(against -> against.map(CopyProver::healing).orElse(result))
                    : CompletableFuture.completedFuture(result));
  }

  /** It was there before, or a mark was. */
  private static ProofResult healing(ProofResult against) {
    return against instanceof NotPinned ? new NotPinned(true) : against;
  }

  /** What speaks against a pin of that CID; empty when it is pinned. */
  private CompletionStage<Optional<ProofResult>> againstPin(Cid cid, ProofPlace place) {
    return content
        .rootPin(place.rpc(), cid, PIN_DEADLINE)
        .thenApply(
            reply ->
                reply.fold(
                    answer ->
                        answer.value().isPresent()
                            ? Optional.<ProofResult>empty()
                            : Optional.of(new NotPinned(false)),
                    fault ->
                        Optional.of(new Unfinished("whether it is pinned: " + fault.detail(), 0))));
  }

  /** What speaks against a heal being under way there; empty when a mark of it is pinned. */
  private CompletionStage<Optional<ProofResult>> againstMark(Cid root, ProofPlace place) {
    CompletionStage<Optional<ProofResult>> against =
        CompletableFuture.completedFuture(Optional.of(new NotPinned(false)));
    for (Cid spelling : RootPin.spellings(root)) {
      against =
          against.thenCompose(
              told ->
                  told.filter(NotPinned.class::isInstance).isPresent()
                      ? againstPin(HealMark.of(spelling).cid(), place)
                      : CompletableFuture.completedFuture(told));
    }
    return against;
  }

  /** That which was interrupted, or a new one. */
  private ProofRun taken(Copied copied, ProofPlace place, Optional<BlockList> list) {
    ProofRun before = kept.remove(copied);
    if (before != null && before.canGoOn(clock.instant())) {
      return before;
    }
    NodeReader reader = new NodeReader(content, place, limits.deadline(), pause);
    return new ProofRun(copied.root(), list, reader, limits, pause, clock);
  }

  private synchronized void ended(Copied copied, ProofRun run, ProofResult result) {
    underWay.remove(copied);
    if (result instanceof Unfinished) {
      kept.put(copied, run);
    }
    Instant now = clock.instant();
    kept.values().removeIf(one -> !one.canGoOn(now));
    Iterator<Copied> oldest = kept.keySet().iterator();
    while (kept.size() > limits.positions()) {
      oldest.next();
      oldest.remove();
    }
  }

  /** How many interrupted proofs are kept, to go on with. */
  public synchronized int interrupted() {
    return kept.size();
  }
}
