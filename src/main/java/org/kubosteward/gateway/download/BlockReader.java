package org.kubosteward.gateway.download;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.KuboGateway;

/**
 * Reads blocks from one node after the other until one gives the right bytes in time. The node that
 * did so last is asked first for the next one; one that failed comes last. For one download; any
 * thread.
 */
final class BlockReader {
  private final KuboGateway gateway;
  private final Duration deadline;
  private List<SourceNode> order;
  private Optional<Block> known = Optional.empty();

  /**
   * Over those nodes.
   *
   * @param deadline how long one of them may take for a block
   * @throws NotServed when there is none
   */
  BlockReader(KuboGateway gateway, List<SourceNode> nodes, Duration deadline) {
    if (nodes.isEmpty()) {
      throw new NotServed(
          NotServed.Why.UNAVAILABLE,
          "no node is to be used now, by the latest round; GET /api/v1/roster says why");
    }
    this.gateway = gateway;
    this.deadline = deadline;
    this.order = List.copyOf(nodes);
  }

  /**
   * The block, verified.
   *
   * @return it, or {@link NotServed} with what each node said
   */
  CompletionStage<Block> read(Cid cid) {
    return Block.within(cid)
        .or(() -> remembered(cid))
        .<CompletionStage<Block>>map(CompletableFuture::completedFuture)
        .orElseGet(() -> ask(cid, nodes(), 0, new Said(cid)));
  }

  private CompletionStage<Block> ask(Cid cid, List<SourceNode> nodes, int at, Said said) {
    if (at == nodes.size()) {
      return CompletableFuture.failedFuture(said.nobody());
    }
    SourceNode node = nodes.get(at);
    return gateway
        .block(node.gateway(), cid, deadline)
        .thenCompose(
            reply ->
                reply.fold(
                    answer -> CompletableFuture.completedFuture(answer.value()),
                    fault -> {
                      last(node);
                      said.add(node, fault.kind(), fault.detail());
                      return ask(cid, nodes, at + 1, said);
                    }));
  }

  /** Keeps that one, which will be asked for once more. */
  synchronized void remember(Block block) {
    known = Optional.of(block);
  }

  private synchronized Optional<Block> remembered(Cid cid) {
    return known.filter(block -> block.cid().equals(cid));
  }

  private synchronized List<SourceNode> nodes() {
    return order;
  }

  private synchronized void last(SourceNode node) {
    List<SourceNode> moved = new ArrayList<>(order);
    if (moved.remove(node)) {
      moved.add(node);
      order = List.copyOf(moved);
    }
  }

  /** What the nodes said of a block; used by one after the other. */
  private static final class Said {
    private final Cid cid;
    private final List<String> words = new ArrayList<>();
    private boolean allAbsent = true;

    Said(Cid cid) {
      this.cid = cid;
    }

    void add(SourceNode node, FaultKind kind, String detail) {
      allAbsent &= kind == FaultKind.ABSENT;
      words.add(
          switch (kind) {
            case ABSENT -> node.id() + " does not hold it";
            case CORRUPT -> node.id() + " holds it damaged";
            default -> node.id() + ": " + detail;
          });
    }

    NotServed nobody() {
      String detail = "nobody gave block %s: %s".formatted(cid, String.join("; ", words));
      return new NotServed(
          allAbsent ? NotServed.Why.NOBODY_HAS_IT : NotServed.Why.NOBODY_GAVE_IT, detail);
    }
  }
}
