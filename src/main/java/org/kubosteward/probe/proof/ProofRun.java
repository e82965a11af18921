package org.kubosteward.probe.proof;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;
import org.kubosteward.probe.proof.ProofResult.Unfinished;
import org.kubosteward.probe.proof.ProofResult.Whole;

/** One proof, however often it was interrupted: first the tree where there is no list, then all. */
final class ProofRun {
  private final Instant begun;
  private final BlockReader reader;
  private final ProofLimits limits;
  private final Pause pause;
  private final InstantSource clock;
  private final Optional<TreeReading> tree;
  private Optional<ListReading> listed;
  private boolean over;

  ProofRun(
      Cid root,
      Optional<BlockList> list,
      BlockReader reader,
      ProofLimits limits,
      Pause pause,
      InstantSource clock) {
    this.begun = clock.instant();
    this.reader = reader;
    this.limits = limits;
    this.pause = pause;
    this.clock = clock;
    this.tree =
        list.isPresent()
            ? Optional.empty()
            : Optional.of(new TreeReading(root, limits.walk(), reader, limits.atOnce()));
    this.listed = list.map(this::reading);
  }

  private ListReading reading(BlockList list) {
    return new ListReading(list, reader, limits, pause, clock);
  }

  /** Whether it may go on: it has not ended, and what it read first is not too old. */
  boolean canGoOn(Instant now) {
    boolean refused = tree.filter(TreeReading::isRefused).isPresent();
    return !over && !refused && now.isBefore(begun.plus(limits.positionAge()));
  }

  /** Goes on to the end, or as far as it can. */
  CompletionStage<ProofResult> goOn() {
    if (listed.isPresent()) {
      return readAll(listed.get());
    }
    TreeReading walked = tree.orElseThrow();
    return walked
        .read()
        .thenCompose(
            failure -> {
              if (failure.isPresent()) {
                return CompletableFuture.completedFuture(
                    new Unfinished(failure.get(), walked.count()));
              }
              listed = Optional.of(reading(walked.list()));
              return readAll(listed.get());
            });
  }

  private CompletionStage<ProofResult> readAll(ListReading reading) {
    return reading
        .read()
        .thenApply(
            failure ->
                failure
                    .<ProofResult>map(why -> new Unfinished(why, reading.blocks()))
                    .orElseGet(() -> judged(reading)));
  }

  private ProofResult judged(ListReading reading) {
    over = true;
    boolean all = tree.map(TreeReading::isAll).orElse(true);
    if (!reading.damage().isNone()) {
      return reading.damage().told(all);
    }
    return all
        ? new Whole(reading.blocks(), reading.bytes(), reading.sized())
        : new Unfinished(
            "a block that was bad is right now, and what is below it was not read; prove it again",
            reading.blocks());
  }
}
