package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a file while its bytes arrive. Every block goes to the sink as soon as it is whole, leaves
 * before the nodes above them, so that one chunk and the links of one node a level are all that is
 * held, whatever the size. The tree is balanced: all leaves are equally deep. Used by one thread.
 */
public final class FileBuilder {
  /** The first chunk grows from there on, for most files are small. */
  private static final int FIRST_BYTES = 8 << 10;

  private final ImportProfile profile;
  private final Attributes attributes;
  private final Consumer<Block> sink;
  private final List<List<Subtree>> levels = new ArrayList<>();
  private ByteBuffer chunk;
  private boolean finished;

  /**
   * A file without bytes so far.
   *
   * @param attributes to be written into its root; with any, leaves are dag-pb, as kubo has it
   */
  public FileBuilder(ImportProfile profile, Attributes attributes, Consumer<Block> sink) {
    this.profile = profile;
    this.attributes = attributes;
    this.sink = sink;
    this.chunk = ByteBuffer.allocate(Math.min(FIRST_BYTES, profile.chunkBytes()));
  }

  private FileBuilder(FileBuilder other, Consumer<Block> sink) {
    this.profile = other.profile;
    this.attributes = other.attributes;
    this.sink = sink;
    other.levels.forEach(level -> levels.add(new ArrayList<>(level)));
    this.chunk = ByteBuffer.allocate(other.chunk.capacity()).put(other.chunk.duplicate().flip());
    this.finished = other.finished;
  }

  /**
   * One that goes on from here into that sink, while this one stays as it is: to go back to when
   * what was sent on did not arrive.
   */
  public FileBuilder fork(Consumer<Block> other) {
    return new FileBuilder(this, other);
  }

  /** The next bytes, all that remain in it. What the sink throws, comes through. */
  public void write(ByteBuffer bytes) {
    if (finished) {
      throw new IllegalStateException("The file is finished");
    }
    while (bytes.hasRemaining()) {
      if (!chunk.hasRemaining()) {
        makeRoom();
      }
      int size = Math.min(chunk.remaining(), bytes.remaining());
      chunk.put(bytes.slice().limit(size));
      bytes.position(bytes.position() + size);
    }
  }

  private void makeRoom() {
    int size = chunk.position();
    if (size < profile.chunkBytes()) {
      int larger = Math.min(profile.chunkBytes(), size * 4);
      chunk = ByteBuffer.allocate(larger).put(chunk.flip());
    } else {
      put(0, leaf(false));
      chunk = raw() ? ByteBuffer.allocate(profile.chunkBytes()) : chunk.clear();
    }
  }

  /** A raw leaf is the chunk itself; any other has a copy of it. */
  private boolean raw() {
    return profile.rawLeaves() && !attributes.any();
  }

  /** Ends the file, and says what was built. */
  public Subtree finish() {
    if (finished) {
      throw new IllegalStateException("The file is finished");
    }
    finished = true;
    if (levels.isEmpty()) {
      return leaf(true);
    }
    put(0, leaf(false));
    for (int level = 0; level < levels.size() - 1; level++) {
      put(level + 1, node(levels.get(level), Attributes.NONE));
    }
    return node(levels.get(levels.size() - 1), attributes);
  }

  /** A node that is full goes up when there is one more for it, so that no node is left empty. */
  private void put(int level, Subtree child) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Subtree> children = levels.get(level);
    if (children.size() == profile.fileLinks()) {
      Subtree full = node(children, Attributes.NONE);
      children.clear();
      put(level + 1, full);
    }
    children.add(child);
  }

  private Subtree leaf(boolean alone) {
    int size = chunk.position();
    Block block;
    if (raw()) {
      byte[] bytes = chunk.array();
      block =
          Block.of(
              Cid.RAW,
              HashFunction.SHA2_256,
              size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    } else {
      Optional<ByteBuffer> data =
          size == 0 ? Optional.empty() : Optional.of(chunk.duplicate().flip());
      Attributes said = alone ? attributes : Attributes.NONE;
      block = profile.node(List.of(), UnixfsData.file(data, List.of(), said));
    }
    sink.accept(block);
    return new Subtree(block.cid(), block.size(), size);
  }

  private Subtree node(List<Subtree> children, Attributes said) {
    List<Long> sizes = children.stream().map(Subtree::size).toList();
    UnixfsData message = UnixfsData.file(Optional.empty(), sizes, said);
    Block block =
        profile.node(
            children.stream().map(child -> PbLink.of("", child.cid(), child.tsize())).toList(),
            message);
    sink.accept(block);
    long tsize = block.size() + children.stream().mapToLong(Subtree::tsize).sum();
    return new Subtree(block.cid(), tsize, message.fileSize().orElseThrow());
  }
}
