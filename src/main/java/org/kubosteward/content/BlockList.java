package org.kubosteward.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kubosteward.ipld.Cid;

/**
 * The blocks of a DAG, each once, a block before those below it: what a proof is held against.
 * Immutable, and held as bytes: a usual block takes 33 of them, and 3 more where its size is
 * another than that of the one before.
 */
public final class BlockList {
  /** Blocks, at the most. */
  public static final int MOST = 50_000_000;

  /** Some of the bytes; a block stands in one of them alone. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares segments, and nobody writes to one.
  record Segment(byte[] bytes, int from, int to) {}

  final List<Segment> segments;
  private final int count;
  private final OptionalLong bytes;

  BlockList(List<Segment> segments, int count, OptionalLong bytes) {
    this.segments = List.copyOf(segments);
    this.count = count;
    this.bytes = bytes;
  }

  /** An empty one to be filled. */
  public static BlockListBuilder builder() {
    return new BlockListBuilder();
  }

  /**
   * The list that {@link #encoded} gave these bytes of. It keeps the array, which nobody writes to
   * from then on.
   *
   * @throws MalformedBlockList when they are damaged, cut short, or of a version that is not known
   */
  public static BlockList decoded(byte[] encoded) {
    return BlockListForm.read(encoded);
  }

  /** How many blocks. */
  public int count() {
    return count;
  }

  /** Bytes of all blocks; empty when the size of one is not known. */
  public OptionalLong bytes() {
    return bytes;
  }

  /** The first block: the root, unless that stands in its CID and is stored nowhere. */
  public Optional<Cid> first() {
    BlockCursor cursor = cursor();
    return cursor.next() ? Optional.of(cursor.cid()) : Optional.empty();
  }

  /** Goes through the blocks from the first to the last, and makes an object of none unasked. */
  public BlockCursor cursor() {
    return new BlockCursor(segments);
  }

  /** The list as bytes that say their version and are checked when they are read. */
  public byte[] encoded() {
    return BlockListForm.written(this);
  }

  /** How many bytes the blocks take here. */
  long held() {
    return segments.stream().mapToLong(part -> part.to() - part.from()).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockList that
        && count == that.count
        && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return 31 * count + first().hashCode();
  }

  @Override
  public String toString() {
    List<String> told = new ArrayList<>();
    told.add(count + " blocks");
    bytes.ifPresent(sum -> told.add(sum + " bytes"));
    first().ifPresent(cid -> told.add("of " + cid));
    return String.join(", ", told);
  }
}
