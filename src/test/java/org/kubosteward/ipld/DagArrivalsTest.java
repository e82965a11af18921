package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Blocks in somebody else's order: all of one DAG, and of nothing else. */
class DagArrivalsTest {
  private static final Block LEAF = raw("leaf");
  private static final Block OTHER = raw("another leaf");
  private static final Block INNER = node(LEAF.cid(), OTHER.cid());
  private static final Block ROOT = node(INNER.cid(), LEAF.cid());

  private static Block raw(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Block.of(Cid.RAW, HashFunction.SHA2_256, bytes);
  }

  private static Block node(Cid... links) {
    List<PbLink> pb =
        java.util.Arrays.stream(links)
            .map(cid -> new PbLink(cid, Optional.empty(), OptionalLong.empty()))
            .toList();
    return Block.of(Cid.DAG_PB, HashFunction.SHA2_256, new PbNode(pb, Optional.empty()).encode());
  }

  private static DagArrivals of(Block root) {
    return new DagArrivals(root.cid(), WalkBounds.SHIPPED);
  }

  @Test
  void itIsWholeWhenAllThatIsLinkedToHasCome() {
    DagArrivals dag = of(ROOT);
    assertThat(dag.missing()).isEqualTo(1);
    dag.take(ROOT);
    assertThat(dag.missing()).as("the inner node and the leaf").isEqualTo(2);
    dag.take(INNER);
    assertThat(dag.missing()).as("the leaf is linked to twice").isEqualTo(2);
    dag.take(OTHER);
    dag.take(LEAF);
    assertThat(dag.missing()).isZero();
    assertThat(dag.count()).isEqualTo(4);
  }

  @Test
  void siblingsMayComeInAnyOrder() {
    DagArrivals dag = of(ROOT);
    List.of(ROOT, LEAF, INNER, OTHER).forEach(dag::take);
    assertThat(dag.missing()).isZero();
  }

  @Test
  void whatComesAgainChangesNothing() {
    DagArrivals dag = of(ROOT);
    List.of(ROOT, LEAF, LEAF, ROOT).forEach(dag::take);
    assertThat(dag.count()).isEqualTo(2);
    assertThat(dag.missing()).isEqualTo(1);
  }

  @Test
  void aStrangersBlockIsRefused() {
    DagArrivals dag = of(ROOT);
    dag.take(ROOT);
    assertThatThrownBy(() -> dag.take(raw("a stranger")))
        .isInstanceOf(MalformedCar.class)
        .hasMessageContaining("is none that a block before it links to");
  }

  @Test
  void aBlockBeforeTheOneThatLinksToItIsRefused() {
    DagArrivals dag = of(ROOT);
    assertThatThrownBy(() -> dag.take(LEAF)).isInstanceOf(MalformedCar.class);
  }

  @Test
  void aRawBlockDoesNotStandForTheNodeOfTheSameBytes() {
    Block asRaw = Block.verified(Cid.of(Cid.RAW, INNER.cid().multihash()), bytes(INNER));
    Block root = node(asRaw.cid(), INNER.cid());
    DagArrivals dag = of(root);
    dag.take(root);
    dag.take(asRaw);
    assertThat(dag.missing()).as("what is below the node is not known yet").isEqualTo(1);
    dag.take(INNER);
    assertThat(dag.missing()).isEqualTo(2);
  }

  private static byte[] bytes(Block block) {
    byte[] bytes = new byte[block.size()];
    block.data().get(bytes);
    return bytes;
  }

  @Test
  void whatStandsInItsCidIsNotAwaitedAndItsLinksAre() {
    Block within = Block.of(Cid.DAG_PB, HashFunction.IDENTITY, bytes(node(LEAF.cid())));
    DagArrivals dag = of(within);
    assertThat(dag.missing()).isEqualTo(1);
    dag.take(within);
    assertThat(dag.count()).as("some exporters write it all the same").isZero();
    dag.take(LEAF);
    assertThat(dag.missing()).isZero();
  }

  @Test
  void linksOfDagCborAreFollowed() {
    byte[] cid = LEAF.cid().bytes();
    byte[] list = Bytes.joined(new byte[] {(byte) 0x81, (byte) 0xd8, 42, 0x58, 37, 0}, cid);
    Block cbor = Block.of(DagCbor.CODEC, HashFunction.SHA2_256, list);
    DagArrivals dag = of(cbor);
    dag.take(cbor);
    assertThat(dag.missing()).isEqualTo(1);
    dag.take(LEAF);
    assertThat(dag.missing()).isZero();
  }

  @Test
  void aCodecWhoseLinksAreNotReadIsRefused() {
    Block git = Block.of(0x78, HashFunction.SHA2_256, new byte[] {1});
    assertThatThrownBy(() -> of(git).take(git)).isInstanceOf(Unsupported.class);
  }

  @Test
  void depthBlocksAndWaitingLinksAreBounded() {
    assertThatThrownBy(() -> bounded(1, 9, 9).take(ROOT))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> bounded(9, 2, 9).take(ROOT))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("more than 2 blocks");
    assertThatThrownBy(() -> bounded(9, 9, 1).take(ROOT))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("more than 1 links");
  }

  private static DagArrivals bounded(int depth, long blocks, int waiting) {
    return new DagArrivals(ROOT.cid(), new WalkBounds(depth, blocks, 1, 1, waiting));
  }
}
