package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DagWalkTest {
  private final MemoryBlocks blocks = new MemoryBlocks();

  @Test
  void everyBlockIsListedOnceAndBeforeThoseBelowIt() {
    Block leaf = put(Nodes.raw("some"));
    Block file = put(Nodes.file("", 8, List.of(4L, 4L), leaf.cid(), leaf.cid()));
    Block root = put(Nodes.directory(Nodes.link("a", file.cid()), Nodes.link("b", file.cid())));
    assertThat(list(root.cid())).containsExactly(root.cid(), file.cid(), leaf.cid());
  }

  @Test
  void leavesAreListedAndNotAskedFor() {
    Block root = put(Nodes.directory(Nodes.link("a", Nodes.SOME)));
    assertThat(list(root.cid())).containsExactly(root.cid(), Nodes.SOME);
    assertThat(list(Nodes.SOME)).containsExactly(Nodes.SOME);
    for (long codec : new long[] {0x51, 0x0200}) {
      Cid plain = Cid.of(codec, Nodes.SOME.multihash());
      assertThat(list(plain)).containsExactly(plain);
    }
  }

  /** A raw CID keeps the block alone, whatever is in it: both are listed, and one is followed. */
  @Test
  void oneHashUnderTwoCodecsIsTwoThings() {
    Block directory = put(Nodes.directory(Nodes.link("a", Nodes.SOME)));
    Cid raw = Cid.of(Cid.RAW, directory.cid().multihash());
    Block root = put(Nodes.directory(Nodes.link("1", raw), Nodes.link("2", directory.cid())));
    assertThat(list(root.cid()))
        .containsExactlyInAnyOrder(root.cid(), raw, directory.cid(), Nodes.SOME);
  }

  @Test
  void dagCborIsFollowedToo() {
    String link = "d82a5825" + "00" + HexFormat.of().formatHex(Nodes.SOME.bytes());
    Block cbor =
        Block.of(DagCbor.CODEC, HashFunction.SHA2_256, HexFormat.of().parseHex("81" + link));
    put(cbor);
    assertThat(list(cbor.cid())).containsExactly(cbor.cid(), Nodes.SOME);
  }

  @Test
  void aCodecThatIsNotReadHereIsNoLeaf() {
    Cid json = Cid.of(0x0129, Nodes.SOME.multihash());
    Block root = put(Nodes.directory(Nodes.link("a", json)));
    assertThatThrownBy(() -> list(root.cid()))
        .isInstanceOf(Unsupported.class)
        .hasMessage("block %s has codec 0x129, of which the links are not read here", json);
  }

  @Test
  void dagPbNeedNotBeUnixfs() {
    Block node = put(Nodes.dagPb());
    assertThat(list(node.cid())).containsExactly(node.cid());
  }

  @Test
  void aBlockWithinItsCidIsReadFromIt() {
    Block inline = Block.of(Cid.DAG_PB, HashFunction.IDENTITY, new byte[] {0x0a, 0x02, 0x08, 0x01});
    Block root = put(Nodes.directory(Nodes.link("a", inline.cid())));
    assertThat(list(root.cid())).containsExactly(root.cid(), inline.cid());
  }

  /** 2^50 ways lead to the leaf, and each block is followed once. */
  @Test
  void manyWaysToOneBlockAreOne() {
    Block block = put(Nodes.raw("some"));
    for (int depth = 0; depth < 50; depth++) {
      block = put(Nodes.directory(Nodes.link("a", block.cid()), Nodes.link("b", block.cid())));
    }
    assertThat(list(block.cid())).hasSize(51);
  }

  @Test
  void depthAndBlocksAreBounded() {
    Block block = put(Nodes.raw("some"));
    for (int depth = 0; depth < 10; depth++) {
      block = put(Nodes.directory(Nodes.link("a", block.cid())));
    }
    Cid root = block.cid();
    assertThat(list(root, new WalkBounds(11, 11, 0, 0, 9))).hasSize(11);
    assertThatThrownBy(() -> list(root, new WalkBounds(10, 11, 0, 0, 9)))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("block %s is more than 10 blocks deep", Nodes.SOME);
    assertThatThrownBy(() -> list(root, new WalkBounds(11, 10, 0, 0, 9)))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("the DAG has more than 10 blocks");
  }

  @Test
  void itSaysWhatItNeedsAndHowManyItKnows() {
    Block one = put(Nodes.directory());
    Block two = put(Nodes.directory(Nodes.link("x", Nodes.SOME)));
    Block root = put(Nodes.directory(Nodes.link("1", one.cid()), Nodes.link("2", two.cid())));
    DagWalk walk = new DagWalk(root.cid(), WalkBounds.SHIPPED, cid -> {});
    assertThat(walk.next()).isEqualTo(root.cid());
    walk.take(root);
    assertThat(walk.ahead(9)).containsExactlyInAnyOrder(one.cid(), two.cid());
    assertThat(walk.count()).isEqualTo(3);
    assertThatThrownBy(() -> walk.take(root)).isInstanceOf(IllegalArgumentException.class);
  }

  private Block put(Block block) {
    blocks.accept(block);
    return block;
  }

  private List<Cid> list(Cid root) {
    return list(root, WalkBounds.SHIPPED);
  }

  private List<Cid> list(Cid root, WalkBounds bounds) {
    List<Cid> found = new ArrayList<>();
    new UnixfsReader(blocks, bounds).blocks(root, found::add);
    return found;
  }
}
