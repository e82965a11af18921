package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file, or a part of one.
 *
 * @param data its first bytes, uncopied from the block
 * @param parts what comes behind them
 * @param size bytes of all of it
 */
public record UnixfsFile(ByteBuffer data, List<Part> parts, long size, Attributes attributes)
    implements UnixfsNode {
  /**
   * A part of a file in blocks of its own.
   *
   * @param cid its block
   * @param size bytes of the file below it, which that block has to have in fact
   */
  public record Part(Cid cid, long size) {}

  /** A file of which nobody changes the list afterwards. */
  public UnixfsFile {
    data = data.asReadOnlyBuffer();
    parts = List.copyOf(parts);
  }

  static UnixfsFile raw(Block block) {
    return new UnixfsFile(block.data(), List.of(), block.size(), Attributes.NONE);
  }

  static UnixfsFile of(PbNode node, UnixfsData message, Bytes in) {
    List<PbLink> links = node.links();
    List<Long> sizes = message.blockSizes();
    if (links.size() != sizes.size()) {
      throw in.refuse("it has %d links and the sizes of %d".formatted(links.size(), sizes.size()));
    }
    if (message.hashType().isPresent() || message.fanout().isPresent()) {
      throw in.refuse("it is a file and says how it is sharded");
    }
    Optional<ByteBuffer> data = message.data();
    long size = data.map(ByteBuffer::remaining).orElse(0);
    List<Part> parts = new ArrayList<>(links.size());
    for (int at = 0; at < links.size(); at++) {
      if (!links.get(at).nameOrEmpty().isEmpty()) {
        throw in.refuse("it is a file, and its link %d has a name".formatted(at));
      }
      parts.add(new Part(links.get(at).cid(), sizes.get(at)));
      size += sizes.get(at);
      if (size < 0) {
        throw in.refuse("its parts are said to have more than 2^63 bytes");
      }
    }
    if (message.fileSize().isPresent() && message.fileSize().getAsLong() != size) {
      throw in.refuse(
          "it says that it has %d bytes, and its parts have %d"
              .formatted(message.fileSize().getAsLong(), size));
    }
    return new UnixfsFile(data.orElse(ByteBuffer.allocate(0)), parts, size, message.attributes());
  }

  /** For each reader from the first byte. */
  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  @Override
  public Kind kind() {
    return Kind.FILE;
  }
}
