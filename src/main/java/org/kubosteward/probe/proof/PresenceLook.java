package org.kubosteward.probe.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * Looks which blocks a node holds and holds that against the lists of the copies that it has: one
 * question for all of them, and no block is read. It finds every missing block and no corrupt one.
 */
public final class PresenceLook {
  /** Blocks of all lists, at the most: 160 MB while one node is looked at. */
  public static final int MOST_BLOCKS = 20_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KuboContent content;
  private final int mostBlocks;

  public PresenceLook(KuboContent content) {
    this(content, MOST_BLOCKS);
  }

  PresenceLook(KuboContent content, int mostBlocks) {
    this.content = content;
    this.mostBlocks = mostBlocks;
  }

  /**
   * Looks once. Exactly one result, never an exception; it may come on a Vert.x event loop.
   *
   * @param lists of the copies on that node; as many are looked at as there is room for, in their
   *     order
   */
  public CompletionStage<PresenceResult> look(KuboEndpoint node, Map<Cid, BlockList> lists) {
    Map<Cid, BlockList> taken = new LinkedHashMap<>();
    List<Cid> left = new ArrayList<>();
    long blocks = 0;
    for (Map.Entry<Cid, BlockList> entry : lists.entrySet()) {
      if (blocks + entry.getValue().count() <= mostBlocks) {
        blocks += entry.getValue().count();
        taken.put(entry.getKey(), entry.getValue());
      } else {
        left.add(entry.getKey());
      }
    }
    if (taken.isEmpty()) {
      return CompletableFuture.completedFuture(new PresenceResult.Looked(Map.of(), left, 0));
    }
    SeenBlocks seen = new SeenBlocks(taken.values());
    return content
        .refsLocal(node, seen::see, PATIENCE)
        .reply()
        .thenApply(
            reply ->
                reply.fold(
                    answer -> looked(taken, left, seen, answer.value()),
                    fault -> new PresenceResult.Failed(fault.detail())));
  }

  private static PresenceResult looked(
      Map<Cid, BlockList> taken, List<Cid> left, SeenBlocks seen, long held) {
    Map<Cid, PresenceResult.Absences> copies = new LinkedHashMap<>();
    taken.forEach((cid, list) -> copies.put(cid, seen.absences(list)));
    return new PresenceResult.Looked(copies, left, held);
  }
}
