package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A node of dag-pb: links, and bytes for whoever reads it.
 *
 * @param links in the order in which they are written
 * @param data uncopied from its block, if there is any
 */
public record PbNode(List<PbLink> links, Optional<ByteBuffer> data) {
  /** A node of which nobody changes the lists afterwards. */
  public PbNode {
    links = List.copyOf(links);
    data = data.map(ByteBuffer::asReadOnlyBuffer);
  }

  /** Its bytes, from where the last reader did not begin: each caller reads on his own. */
  @Override
  public Optional<ByteBuffer> data() {
    return data.map(ByteBuffer::duplicate);
  }

  /**
   * Reads a block that has {@link Cid#DAG_PB}, in the one form that is written today, or with the
   * data before the links, as the first IPFS wrote and as all must read.
   *
   * @throws MalformedBlock saying what is wrong with it
   */
  public static PbNode decode(Block block) {
    if (block.cid().codec() != Cid.DAG_PB) {
      throw new MalformedBlock(
          "block %s has codec 0x%x and is no dag-pb".formatted(block.cid(), block.cid().codec()));
    }
    return PbDecoder.decode(block.reader());
  }

  /** Its bytes in the one form that is written today. */
  public byte[] encode() {
    ProtoWriter out = encoded(links);
    data().ifPresent(bytes -> out.bytes(PbDecoder.DATA, bytes));
    return out.written();
  }

  /** A node of those links with that message as its data, of which nothing long is copied twice. */
  static byte[] encode(List<PbLink> links, ProtoWriter data) {
    ProtoWriter out = encoded(links);
    out.message(PbDecoder.DATA, data);
    return out.written();
  }

  private static ProtoWriter encoded(List<PbLink> links) {
    ProtoWriter out = new ProtoWriter();
    for (PbLink link : links) {
      ProtoWriter in = new ProtoWriter();
      in.bytes(PbDecoder.HASH, link.cid().bytes());
      link.name().ifPresent(name -> in.text(PbDecoder.NAME, name));
      link.tsize().ifPresent(tsize -> in.number(PbDecoder.TSIZE, tsize));
      out.message(PbDecoder.LINKS, in);
    }
    return out;
  }
}
