package org.kubosteward.act;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.content.HealMark;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.RootPin;

/**
 * Takes a root's pin away for a short time, and brings it back under its name. Before that, a
 * {@link HealMark} is pinned on the node itself. Whoever finds the mark and no pin of the root
 * knows what was begun, and finishes it.
 */
final class PinHold {
  private static final Duration SHORT = Duration.ofSeconds(30);

  /** How long the pin may get no further: a sibling that has all has long given the next block. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KuboContent content;

  PinHold(KuboContent content) {
    this.content = content;
  }

  CompletionStage<Optional<RootPin>> find(KuboEndpoint node, Cid root) {
    return HealFailed.unless(
        "asking whether %s is pinned".formatted(root), content.rootPin(node, root, SHORT));
  }

  /** The pin that a heal took away and has not brought back, if that is so. */
  CompletionStage<Optional<RootPin>> interrupted(KuboEndpoint node, Cid root) {
    CompletionStage<Optional<RootPin>> found = CompletableFuture.completedFuture(Optional.empty());
    for (Cid spelling : RootPin.spellings(root)) {
      found =
          found.thenCompose(
              known ->
                  known.isPresent()
                      ? CompletableFuture.completedFuture(known)
                      : find(node, HealMark.of(spelling).cid())
                          .thenApply(mark -> mark.map(pin -> new RootPin(spelling, pin.name()))));
    }
    return found;
  }

  /** Marks the root and unpins it. */
  CompletionStage<Boolean> release(KuboEndpoint node, RootPin pin) {
    Block mark = HealMark.of(pin.cid());
    return HealFailed.unless("writing the mark", content.blockPut(node, mark, SHORT))
        .thenCompose(
            put ->
                HealFailed.unless(
                    "pinning the mark",
                    content.pinAdd(node, mark.cid(), pin.name(), got -> {}, SHORT).reply()))
        .thenCompose(
            marked ->
                HealFailed.unless("unpinning " + pin.cid(), content.pinRm(node, pin.cid(), SHORT)));
  }

  /** Pins the root again under its name, and then takes the mark away. */
  CompletionStage<Boolean> restore(KuboEndpoint node, RootPin pin) {
    return HealFailed.unless(
            "pinning %s again".formatted(pin.cid()),
            content.pinAdd(node, pin.cid(), pin.name(), got -> {}, PATIENCE).reply())
        .thenCompose(
            pinned ->
                HealFailed.unless(
                    "unpinning the mark",
                    content.pinRm(node, HealMark.of(pin.cid()).cid(), SHORT)));
  }
}
