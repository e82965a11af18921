package org.kubosteward.gateway.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Chooses the node of an upload: one on which the fewest run, of those that with the most room. One
 * that failed is passed over for a while, as long as there is another.
 */
final class NodeChoice {
  private static final Duration PASSED_OVER = Duration.ofMinutes(2);

  /** Links, names and the file system take a little beyond the bytes themselves. */
  private static final int OVERHEAD_PERCENT = 5;

  private final IngestNodes nodes;
  private final InstantSource clock;
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, Instant> failed = new HashMap<>();

  /**
   * Over those nodes.
   *
   * @param clock that only ever goes forward
   */
  NodeChoice(IngestNodes nodes, InstantSource clock) {
    this.nodes = nodes;
    this.clock = clock;
  }

  /**
   * Takes one, until it is {@link #left}.
   *
   * @param bytes that are to come, if they are known
   * @throws UploadRefused when there is none
   */
  synchronized IngestNode take(OptionalLong bytes) {
    List<IngestNode> all = nodes.candidates();
    if (all.isEmpty()) {
      throw new UploadRefused(
          UploadRefused.Why.UNAVAILABLE,
          "no node is to be used now, by the latest round; GET /api/v1/roster says why");
    }
    forget();
    IngestNode chosen =
        all.stream()
            .filter(node -> fits(node, bytes))
            .min(
                Comparator.comparing((IngestNode node) -> failed.containsKey(node.id()))
                    .thenComparing(node -> running.getOrDefault(node.id(), 0))
                    .thenComparing(node -> -node.free().orElse(0))
                    .thenComparing(IngestNode::id))
            .orElseThrow(() -> tooFull(all, bytes));
    running.merge(chosen.id(), 1, Integer::sum);
    return chosen;
  }

  /** The same node where it is now, for a pod that started anew has another address. */
  IngestNode now(IngestNode node) {
    return nodes.candidates().stream()
        .filter(candidate -> candidate.id().equals(node.id()))
        .findFirst()
        .orElse(node);
  }

  /** An upload to it is over. */
  synchronized void left(IngestNode node) {
    running.computeIfPresent(node.id(), (id, count) -> count == 1 ? null : count - 1);
  }

  /** An upload to it failed by its doing. */
  synchronized void failed(IngestNode node) {
    failed.put(node.id(), clock.instant());
  }

  private void forget() {
    Instant before = clock.instant().minus(PASSED_OVER);
    failed.values().removeIf(at -> at.isBefore(before));
  }

  private static boolean fits(IngestNode node, OptionalLong bytes) {
    return node.free().isEmpty()
        || bytes.isEmpty()
        || bytes.getAsLong() / 100 * (100 + OVERHEAD_PERCENT) <= node.free().getAsLong();
  }

  private static UploadRefused tooFull(List<IngestNode> all, OptionalLong bytes) {
    IngestNode most =
        all.stream().max(Comparator.comparingLong(node -> node.free().orElse(0))).orElseThrow();
    return new UploadRefused(
        UploadRefused.Why.NO_ROOM,
        "no node has room for %d bytes; the most has %s, with %d"
            .formatted(bytes.orElse(0), most.id(), most.free().orElse(0)));
  }
}
