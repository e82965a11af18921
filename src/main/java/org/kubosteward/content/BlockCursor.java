package org.kubosteward.content;

import java.util.List;
import java.util.OptionalLong;
import org.kubosteward.content.BlockList.Segment;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/**
 * Stands on one block of a {@link BlockList} after the other; before the first until {@link #next}
 * was asked. What it says of a block is said while it stands there. Used by one thread.
 */
public final class BlockCursor {
  private final List<Segment> segments;
  private final BlockListReader reader = new BlockListReader();
  private int segment = -1;
  private int end;
  private int index = -1;

  BlockCursor(List<Segment> segments) {
    this.segments = segments;
  }

  /** Goes on to the next block; false when there is none. */
  public boolean next() {
    while (reader.at() == end) {
      if (segment + 1 >= segments.size()) {
        return false;
      }
      segment++;
      Segment part = segments.get(segment);
      reader.stand(part.bytes(), part.from(), part.to());
      end = part.to();
    }
    reader.entry();
    index++;
    return true;
  }

  /** The block's place in the list, from 0. */
  public int index() {
    return index;
  }

  /** The block, as the one above it names it. */
  public Cid cid() {
    return reader.cid();
  }

  /** Bytes of the block; empty when that is not known. */
  public OptionalLong size() {
    return reader.size() < 0 ? OptionalLong.empty() : OptionalLong.of(reader.size());
  }

  /** 64 bits that stand for its bytes, whatever the codec: {@link Multihash#fingerprint}. */
  public long fingerprint() {
    return reader.fingerprint();
  }

  /** Whether the block can have others below it. */
  public boolean hasBelow() {
    return reader.codec() != Cid.RAW;
  }

  @Override
  public String toString() {
    return index < 0 ? "before the first block" : "at block %d, %s".formatted(index, cid());
  }
}
