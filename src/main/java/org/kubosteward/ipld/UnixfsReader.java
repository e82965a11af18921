package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Drives the walks over a source that answers at once. What a walk refuses, it refuses, and a
 * missing block as {@link MissingBlock}.
 */
public final class UnixfsReader {
  private final BlockSource source;
  private final WalkBounds bounds;

  /** Reads from that source, within those bounds. */
  public UnixfsReader(BlockSource source, WalkBounds bounds) {
    this.source = source;
    this.bounds = bounds;
  }

  /** Gives out that part of a file, block by block, in order. */
  public void read(Cid file, ByteRange range, Consumer<ByteBuffer> sink) {
    FileWalk walk = new FileWalk(file, range, bounds);
    while (!walk.isDone()) {
      ByteBuffer bytes = walk.take(source.need(walk.next()));
      if (bytes.hasRemaining()) {
        sink.accept(bytes);
      }
    }
  }

  /** Gives out the entries of a directory, sorted by name unless it is sharded. */
  public void list(Cid directory, Consumer<DirectoryEntry> sink) {
    DirectoryWalk walk = new DirectoryWalk(directory, bounds);
    while (!walk.isDone()) {
      walk.take(source.need(walk.next())).forEach(sink);
    }
  }

  /** What that path leads to. */
  public Cid resolve(Cid root, String path) {
    PathWalk walk = new PathWalk(root, path);
    while (!walk.isDone()) {
      walk.take(source.need(walk.next()));
    }
    return walk.found();
  }

  /** Gives out all blocks below a root, and the root, each once. */
  public void blocks(Cid root, Consumer<Cid> sink) {
    DagWalk walk = new DagWalk(root, bounds, sink);
    while (!walk.isDone()) {
      walk.take(source.need(walk.next()));
    }
  }
}
