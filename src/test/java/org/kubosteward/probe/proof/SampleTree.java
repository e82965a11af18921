package org.kubosteward.probe.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.BlockListBuilder;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.ImportProfile;
import org.kubosteward.ipld.PbLink;
import org.kubosteward.ipld.PbNode;

/** A file of random bytes as blocks, the root first. */
record SampleTree(Cid root, List<Block> blocks) {
  static SampleTree of(long seed, int bytes) {
    List<Block> blocks = new ArrayList<>();
    FileBuilder builder =
        new FileBuilder(ImportProfile.UNIXFS_V0_2015, Attributes.NONE, blocks::add);
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    builder.write(ByteBuffer.wrap(content));
    Cid root = builder.finish().cid();
    Collections.reverse(blocks);
    return new SampleTree(root, blocks);
  }

  long bytes() {
    return blocks.stream().mapToLong(Block::size).sum();
  }

  BlockList list() {
    BlockListBuilder builder = BlockList.builder();
    blocks.forEach(block -> builder.add(block.cid()));
    return builder.done();
  }

  /** The blocks that the one at that place of the list links to. */
  List<Cid> below(int at) {
    return PbNode.decode(blocks.get(at)).links().stream().map(PbLink::cid).toList();
  }
}
