package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The message of UnixFS that stands in the data of a dag-pb node, as it is written. What must hold
 * between it and the links is told by {@link UnixfsNode}.
 *
 * @param type what the node is
 * @param data bytes of a file, the target of a symlink, or the bits of a shard
 * @param fileSize bytes of the file below this node
 * @param blockSizes bytes of the file below each link
 * @param hashType by which hash a shard is sorted
 * @param fanout how many slots a shard has
 * @param attributes mode and time
 */
record UnixfsData(
    UnixfsType type,
    Optional<ByteBuffer> data,
    OptionalLong fileSize,
    List<Long> blockSizes,
    OptionalLong hashType,
    OptionalLong fanout,
    Attributes attributes) {
  UnixfsData {
    blockSizes = List.copyOf(blockSizes);
    data = data.map(ByteBuffer::asReadOnlyBuffer);
  }

  @Override
  public Optional<ByteBuffer> data() {
    return data.map(ByteBuffer::duplicate);
  }

  static UnixfsData of(UnixfsType type, Attributes attributes) {
    return new UnixfsData(
        type,
        Optional.empty(),
        OptionalLong.empty(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        attributes);
  }

  static UnixfsData file(Optional<ByteBuffer> data, List<Long> blockSizes, Attributes attributes) {
    long size = data.map(ByteBuffer::remaining).orElse(0);
    for (long part : blockSizes) {
      size += part;
    }
    return new UnixfsData(
        UnixfsType.FILE,
        data,
        OptionalLong.of(size),
        blockSizes,
        OptionalLong.empty(),
        OptionalLong.empty(),
        attributes);
  }

  static UnixfsData symlink(ByteBuffer target) {
    return new UnixfsData(
        UnixfsType.SYMLINK,
        Optional.of(target),
        OptionalLong.empty(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Attributes.NONE);
  }

  static UnixfsData shard(ByteBuffer bits, int fanout, Attributes attributes) {
    return new UnixfsData(
        UnixfsType.HAMT_SHARD,
        Optional.of(bits),
        OptionalLong.empty(),
        List.of(),
        OptionalLong.of(HamtPath.MURMUR3_X64_64),
        OptionalLong.of(fanout),
        attributes);
  }
}
