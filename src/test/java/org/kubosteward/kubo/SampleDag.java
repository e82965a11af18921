package org.kubosteward.kubo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarWriter;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.ImportProfile;

/**
 * A file of random bytes as blocks, its root last.
 *
 * @param root of it
 * @param blocks of it, each once
 */
record SampleDag(Cid root, List<Block> blocks) {

  /** The same for the same seed. */
  static SampleDag ofFile(long seed, int bytes) {
    List<Block> blocks = new ArrayList<>();
    FileBuilder builder =
        new FileBuilder(ImportProfile.UNIXFS_V1_2025, Attributes.NONE, blocks::add);
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    builder.write(ByteBuffer.wrap(content));
    return new SampleDag(builder.finish().cid(), blocks);
  }

  Block rootBlock() {
    return blocks.get(blocks.size() - 1);
  }

  /** Its blocks in the order of a search in depth, for a file of one level of links. */
  List<Block> inDepthOrder() {
    List<Block> order = new ArrayList<>();
    order.add(rootBlock());
    order.addAll(blocks.subList(0, blocks.size() - 1));
    return order;
  }

  /** Its CAR. */
  byte[] car() {
    return car(root, inDepthOrder());
  }

  /** A CAR of those blocks. */
  static byte[] car(Cid root, List<Block> blocks) {
    ByteBuffer all =
        ByteBuffer.allocate((1 << 10) + blocks.stream().mapToInt(b -> b.size() + 64).sum());
    CarWriter writer = new CarWriter(List.of(root), all::put);
    blocks.forEach(writer::write);
    byte[] car = new byte[all.position()];
    all.flip().get(car);
    return car;
  }

  long size() {
    return blocks.stream().mapToLong(Block::size).sum();
  }
}
