package org.kubosteward.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Blocks as an author who lies could make them: their hash is right, and what is in them is not.
 */
final class Nodes {
  static final Cid SOME = raw("some").cid();

  private Nodes() {}

  static Block raw(String text) {
    return Block.of(Cid.RAW, HashFunction.SHA2_256, text.getBytes(UTF_8));
  }

  static Block dagPb(byte... bytes) {
    return Block.of(Cid.DAG_PB, HashFunction.SHA2_256, bytes);
  }

  static Block dagPb(UnixfsData message, PbLink... links) {
    return dagPb(
        new PbNode(List.of(links), Optional.of(ByteBuffer.wrap(UnixfsCodec.encode(message))))
            .encode());
  }

  /** A file that says so of its size, with parts of those sizes. */
  static Block file(String data, long size, List<Long> sizes, Cid... parts) {
    UnixfsData message =
        new UnixfsData(
            UnixfsType.FILE,
            data.isEmpty() ? Optional.empty() : Optional.of(bytes(data)),
            OptionalLong.of(size),
            sizes,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Attributes.NONE);
    return dagPb(
        message, Arrays.stream(parts).map(part -> PbLink.of("", part, 0)).toArray(PbLink[]::new));
  }

  static Block directory(PbLink... links) {
    return dagPb(UnixfsData.of(UnixfsType.DIRECTORY, Attributes.NONE), links);
  }

  /** A shard with those links, the bits of which are those. */
  static Block shard(int fanout, byte[] bits, PbLink... links) {
    return dagPb(UnixfsData.shard(ByteBuffer.wrap(bits), fanout, Attributes.NONE), links);
  }

  /** A shard the bits of which are those of its links, whose names begin with their slots. */
  static Block shard(int fanout, PbLink... links) {
    int digits = UnixfsShard.digits(fanout);
    List<UnixfsShard.Slot> slots =
        Arrays.stream(links)
            .map(link -> Integer.parseInt(link.nameOrEmpty().substring(0, digits), 16))
            .map(index -> new UnixfsShard.Slot(index, Optional.empty(), SOME))
            .toList();
    return shard(fanout, UnixfsShard.bits(slots, fanout), links);
  }

  static PbLink link(String name, Cid cid) {
    return PbLink.of(name, cid, 1);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }
}
