package org.kubosteward.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.kubosteward.content.BlockList.Segment;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/**
 * Takes the blocks of a DAG one by one, in the order of the list. Whoever adds a block twice has it
 * twice. Used by one thread.
 */
public final class BlockListBuilder {
  /** Bytes that are asked for at once: a list of a few blocks is as small as they are. */
  private static final int SEGMENT_LEAST = 256;

  private static final int SEGMENT_MOST = 1 << 20;

  private final List<Segment> full = new ArrayList<>();
  private byte[] filling = new byte[SEGMENT_LEAST];
  private int at;
  private int count;
  private long bytes;
  private boolean sized = true;
  private long lastSize = -1;

  BlockListBuilder() {}

  /** A block of which the size is not known. */
  public BlockListBuilder add(Cid cid) {
    return add(cid, -1, false);
  }

  /**
   * A block of so many bytes, at most {@link Block#MOST_BYTES}.
   *
   * @throws InvalidSpec when it has more, or there are {@link BlockList#MOST} already
   */
  public BlockListBuilder add(Cid cid, long size) {
    InvalidSpec.require(
        size >= 0 && size <= Block.MOST_BYTES,
        "block %s has %d bytes; it may have %d".formatted(cid, size, Block.MOST_BYTES));
    return add(cid, size, true);
  }

  private BlockListBuilder add(Cid cid, long size, boolean isSized) {
    if (cid.multihash().code() == Multihash.IDENTITY) {
      return this; // It stands in its CID and is stored nowhere.
    }
    InvalidSpec.require(
        count < BlockList.MOST,
        "a content has more than %d blocks; keep it as several".formatted(BlockList.MOST));
    makeRoom();
    at = BlockListForm.put(filling, at, cid, size, isSized && size == lastSize);
    count++;
    bytes += Math.max(0, size);
    sized &= isSized;
    lastSize = isSized ? size : lastSize;
    return this;
  }

  private void makeRoom() {
    if (at + BlockListForm.ENTRY_MOST <= filling.length) {
      return;
    }
    if (filling.length < SEGMENT_MOST) {
      filling = Arrays.copyOf(filling, 2 * filling.length);
      return;
    }
    full.add(new Segment(filling, 0, at));
    filling = new byte[SEGMENT_MOST];
    at = 0;
  }

  /** How many were added. */
  public int count() {
    return count;
  }

  /** The list of what was added; more may be added afterwards, and does not change it. */
  public BlockList done() {
    List<Segment> all = new ArrayList<>(full);
    if (at > 0) {
      all.add(new Segment(Arrays.copyOf(filling, at), 0, at));
    }
    return new BlockList(all, count, sized ? OptionalLong.of(bytes) : OptionalLong.empty());
  }
}
