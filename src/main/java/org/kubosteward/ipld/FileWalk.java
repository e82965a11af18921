package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads a file, or a part of it, from its blocks. It fetches nothing: it says which block it needs,
 * and whoever drives it hands that block in, from wherever and whenever it comes. What lies outside
 * of the part is not asked for. Used by one thread; after a refusal it is of no use.
 */
public final class FileWalk {
  /**
   * A part of the file that begins at {@code from}; its size is below zero when it is not known.
   */
  private record Part(Cid cid, long from, long size, int depth) {}

  private final WalkBounds bounds;
  private final Waiting<Part> waiting;
  private ByteRange range;
  private OptionalLong size = OptionalLong.empty();

  /** Nothing was read so far. */
  public FileWalk(Cid root, ByteRange range, WalkBounds bounds) {
    this.bounds = bounds;
    this.range = range;
    this.waiting = new Waiting<>(bounds, Part::cid);
    waiting.push(new Part(root, 0, -1, 1));
  }

  /** Whether all was given out. */
  public boolean isDone() {
    return waiting.isEmpty();
  }

  /** The block that is needed next. */
  public Cid next() {
    return waiting.next();
  }

  /** Blocks that will be needed, in order, the next one first; more may come between them. */
  public List<Cid> ahead(int most) {
    return waiting.ahead(most);
  }

  /** Bytes of the whole file, known when its root was read. */
  public OptionalLong size() {
    return size;
  }

  /** What is given out in all, known when the root was read. */
  public ByteRange range() {
    return range;
  }

  /**
   * Takes the block that {@link #next} asked for.
   *
   * @return those bytes in it that come next, which may be none
   * @throws NoSuchPath when the root is no file
   * @throws MalformedBlock when a block is not what the ones above it said
   * @throws LimitExceeded when it takes more than its bounds allow
   */
  public ByteBuffer take(Block block) {
    Part part = waiting.pop(block);
    UnixfsNode node = UnixfsNode.read(block);
    if (!(node instanceof UnixfsFile file)) {
      throw notAFile(part, node);
    }
    if (part.size() < 0) {
      begin(file);
    } else if (file.size() != part.size()) {
      throw new MalformedBlock(
          "block %s has %d bytes of the file, and the block above it says %d"
              .formatted(block.cid(), file.size(), part.size()));
    }
    ByteBuffer data = file.data();
    follow(file, part.from() + data.remaining(), part.depth() + 1);
    return cut(data, part.from());
  }

  private static Refusal notAFile(Part part, UnixfsNode node) {
    String what = "%s is a %s".formatted(part.cid(), Names.of(node.kind()));
    return part.size() < 0
        ? new NoSuchPath(what + " and no file")
        : new MalformedBlock(what + " and stands as a part of a file");
  }

  private void begin(UnixfsFile file) {
    size = OptionalLong.of(file.size());
    range = range.within(file.size());
    if (range.length() > bounds.bytes()) {
      throw new LimitExceeded(
          "%d bytes are to be read; %d are allowed".formatted(range.length(), bounds.bytes()));
    }
  }

  /** Its parts that are wanted, the first one on top. */
  private void follow(UnixfsFile file, long from, int depth) {
    long end = from;
    for (UnixfsFile.Part part : file.parts()) {
      end += part.size();
    }
    for (int at = file.parts().size() - 1; at >= 0; at--) {
      UnixfsFile.Part part = file.parts().get(at);
      long begin = end - part.size();
      if (part.size() > 0 && begin < range.to() && end > range.from()) {
        waiting.checkDepth(depth, part.cid());
        waiting.push(new Part(part.cid(), begin, part.size(), depth));
      }
      end = begin;
    }
  }

  private ByteBuffer cut(ByteBuffer data, long at) {
    int begin = (int) Math.max(0, Math.min(data.remaining(), range.from() - at));
    int end = (int) Math.max(begin, Math.min(data.remaining(), range.to() - at));
    return data.slice().position(begin).limit(end).slice();
  }
}
