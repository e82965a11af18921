package org.kubosteward.act;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;

/** The steps of a heal that are about blocks. Each fails as {@link HealFailed}. */
final class BlockRepair {
  /** For one block. */
  private static final Duration BLOCK = Duration.ofSeconds(30);

  /**
   * For the removal: kubo walks through all that is pinned on the node. It holds the lock of a
   * collection meanwhile, so that it must end.
   */
  private static final Duration REMOVAL = Duration.ofSeconds(60);

  /** Codecs that stand in for others: kubo keeps blocks by their hash, and pins by their CID. */
  private static final long DAG_CBOR = 0x71;

  private final Kubo kubo;
  private final KuboContent content;

  BlockRepair(Kubo kubo, KuboContent content) {
    this.kubo = kubo;
    this.content = content;
  }

  /** How a block is on the node. */
  enum Found {
    RIGHT,
    /** It was looked for and not found, by which kubo has forgotten that it had it. */
    LOST,
    CORRUPT
  }

  CompletionStage<Found> look(KuboEndpoint target, Cid cid) {
    return content
        .blockGet(target, cid, BLOCK)
        .thenCompose(
            reply ->
                reply.fold(
                    answer -> CompletableFuture.completedFuture(Found.RIGHT),
                    fault ->
                        fault.kind() == FaultKind.ABSENT
                            ? CompletableFuture.completedFuture(Found.LOST)
                            : fault.kind() == FaultKind.CORRUPT
                                ? CompletableFuture.completedFuture(Found.CORRUPT)
                                : CompletableFuture.failedFuture(
                                    new HealFailed(
                                        "block %s cannot be read: %s"
                                            .formatted(cid, fault.detail())))));
  }

  /** The right bytes, of the first source that has them; empty when none has. */
  CompletionStage<Optional<Block>> fetch(List<HealSource> sources, Cid cid) {
    return fetch(sources, 0, cid);
  }

  private CompletionStage<Optional<Block>> fetch(List<HealSource> sources, int at, Cid cid) {
    if (at == sources.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return sources
        .get(at)
        .block(content, cid, BLOCK)
        .thenCompose(
            reply ->
                reply.optional().isPresent()
                    ? CompletableFuture.completedFuture(reply.optional())
                    : fetch(sources, at + 1, cid));
  }

  /**
   * Removes blocks although something pinned needs them: under a CID of the same hash and another
   * codec, which no pin names. Their right bytes are at hand.
   */
  CompletionStage<Long> remove(KuboEndpoint target, List<Block> blocks) {
    List<String> names = blocks.stream().map(block -> standIn(block.cid()).toString()).toList();
    String doing = "removing %d corrupt blocks".formatted(blocks.size());
    return kubo.blockRm(target, names, REMOVAL)
        .thenCompose(
            reply ->
                reply.fold(
                    answer -> CompletableFuture.completedFuture(answer.value()),
                    fault ->
                        CompletableFuture.failedFuture(
                            new HealFailed(doing + ": " + fault.detail(), isOfTheWalk(fault)))));
  }

  /** In these words kubo says that it could not read what is pinned; or it found no end. */
  private static boolean isOfTheWalk(Fault<Long> fault) {
    return fault.kind() == FaultKind.TIMED_OUT || fault.detail().contains("pin check failed");
  }

  static Cid standIn(Cid cid) {
    return Cid.of(cid.codec() == Cid.RAW ? DAG_CBOR : Cid.RAW, cid.multihash());
  }

  /** Writes a block and reads it back from the node. */
  CompletionStage<Block> write(KuboEndpoint target, Block block) {
    return HealFailed.unless("writing block " + block.cid(), content.blockPut(target, block, BLOCK))
        .thenCompose(
            told ->
                HealFailed.unless(
                    "reading block %s back".formatted(block.cid()),
                    content.blockGet(target, block.cid(), BLOCK)));
  }
}
