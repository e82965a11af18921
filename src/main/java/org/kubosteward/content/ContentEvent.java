package org.kubosteward.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** Something that was learned of one copy: by a transfer, a proof, or a look at a node's pins. */
public sealed interface ContentEvent {
  /** The content. */
  Cid cid();

  /** The node that the copy is on, or was to be. */
  NodeId node();

  /** When it was learned. */
  Instant at();

  /** What was learned, in a few words. */
  String why();

  /** What the copy is from then on, given what it was; empty when there is none any more. */
  Optional<Copy> after(Optional<Copy> before);

  /**
   * A transfer got on.
   *
   * @param bytes that have come so far
   * @param rate bytes a second, lately
   */
  record Moved(Cid cid, NodeId node, Instant at, long bytes, long rate) implements ContentEvent {
    @Override
    public String why() {
      return "%d bytes have come, %d a second".formatted(bytes, rate);
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(
          copy ->
              copy instanceof Copy.Fetching fetching
                  ? new Copy.Fetching(
                      bytes, rate, fetching.at(), fetching.from(), fetching.failures())
                  : copy);
    }
  }

  /** All came and kubo says that it is pinned: a transfer ended, or blocks were replaced. */
  record Arrived(Cid cid, NodeId node, Instant at) implements ContentEvent {
    @Override
    public String why() {
      return "it has come, and is pinned";
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return Optional.of(new Copy.Held(at));
    }
  }

  /** A transfer failed; the node is tried again later. */
  record Failed(Cid cid, NodeId node, Instant at, String why) implements ContentEvent {
    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(
          copy ->
              copy instanceof Copy.Fetching fetching
                  ? new Copy.Absent(at, fetching.failures() + 1)
                  : copy);
    }
  }

  /** Blocks could not be replaced; what was damaged is damaged still. */
  record HealFailed(Cid cid, NodeId node, Instant at, List<Cid> blocks, String why)
      implements ContentEvent {
    public HealFailed {
      blocks = List.copyOf(blocks);
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(
          copy ->
              copy instanceof Copy.Fetching fetching
                  ? new Copy.Damaged(blocks, blocks.size(), at, fetching.failures() + 1)
                  : copy);
    }
  }

  /**
   * Every block was there and right. A copy that is too many is that still.
   *
   * @param bytes of all its blocks
   */
  record Proved(Cid cid, NodeId node, Instant at, long bytes) implements ContentEvent {
    @Override
    public String why() {
      return "%d bytes read, every block right".formatted(bytes);
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(
          copy -> {
            if (copy instanceof Copy.Excess excess) {
              return new Copy.Excess(excess.at(), Optional.of(at));
            }
            // What is being fetched anew was read before it was.
            return copy instanceof Copy.Fetching ? copy : new Copy.Proven(at);
          });
    }
  }

  /**
   * Blocks are missing or wrong.
   *
   * @param blocks the first of them
   * @param count how many
   */
  record Damage(Cid cid, NodeId node, Instant at, List<Cid> blocks, long count)
      implements ContentEvent {
    @Override
    public String why() {
      return "%d blocks are missing or wrong".formatted(count);
    }

    public Damage {
      blocks = List.copyOf(blocks);
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(
          copy ->
              copy instanceof Copy.Fetching
                  ? copy
                  : new Copy.Damaged(blocks, count, at, failures(copy)));
    }

    private static int failures(Copy copy) {
      return copy instanceof Copy.Damaged damaged ? damaged.failures() : 0;
    }
  }

  /** The node does not pin it any more, and nobody of us has unpinned it. */
  record Unpinned(Cid cid, NodeId node, Instant at) implements ContentEvent {
    @Override
    public String why() {
      return "the node does not pin it any more, and nobody of us has unpinned it";
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return before.map(copy -> copy instanceof Copy.Fetching ? copy : new Copy.Absent(at, 0));
    }
  }

  /** We unpinned it. */
  record Dropped(Cid cid, NodeId node, Instant at) implements ContentEvent {
    @Override
    public String why() {
      return "unpinned";
    }

    @Override
    public Optional<Copy> after(Optional<Copy> before) {
      return Optional.empty();
    }
  }
}
