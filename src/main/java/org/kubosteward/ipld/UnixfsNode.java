package org.kubosteward.ipld;

import java.nio.ByteBuffer;

/** One block, read as UnixFS, with all that must hold between its parts. */
public sealed interface UnixfsNode permits UnixfsFile, UnixfsDirectory, UnixfsShard, UnixfsSymlink {
  /** What it says of itself beyond its content. */
  Attributes attributes();

  /** Which of them it is, for a sentence and for a switch. */
  Kind kind();

  /** The kinds of nodes. */
  enum Kind {
    FILE,
    DIRECTORY,
    /** The root of a sharded directory, or a shard below it: only its place tells. */
    SHARD,
    SYMLINK
  }

  /**
   * Reads a block of {@link Cid#RAW} or {@link Cid#DAG_PB}.
   *
   * @throws MalformedBlock saying what is wrong with it
   */
  static UnixfsNode read(Block block) {
    if (block.cid().codec() == Cid.RAW) {
      return UnixfsFile.raw(block);
    }
    PbNode node = PbNode.decode(block);
    Bytes in = block.reader();
    ByteBuffer data = node.data().orElseThrow(() -> in.refuse("it is dag-pb, and no UnixFS"));
    UnixfsData message = UnixfsCodec.decode(in.within(data));
    return switch (message.type()) {
      case FILE, RAW -> UnixfsFile.of(node, message, in);
      case DIRECTORY -> UnixfsDirectory.of(node, message, in);
      case HAMT_SHARD -> UnixfsShard.of(node, message, in);
      case SYMLINK -> UnixfsSymlink.of(node, message, in);
      case METADATA -> throw in.refuse("its UnixFS is metadata, which nothing reads any more");
    };
  }
}
