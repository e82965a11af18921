package org.kubosteward.probe.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

class SeenBlocksTest {
  private static final SampleTree TREE = SampleTree.of(3, 5 << 20);

  @Test
  void whatWasNotSeenIsAbsent() {
    SeenBlocks seen = new SeenBlocks(List.of(TREE.list()));
    TREE.blocks().stream().skip(3).forEach(block -> seen.see(block.cid().multihash().bytes()));

    PresenceResult.Absences absences = seen.absences(TREE.list());

    assertThat(absences.count()).isEqualTo(3);
    assertThat(absences.blocks())
        .extracting(BadBlock::cid)
        .containsExactlyElementsOf(TREE.blocks().stream().limit(3).map(Block::cid).toList());
  }

  @Test
  void blocksOfNoListAndWhatIsNoHashChangeNothing() {
    SeenBlocks seen = new SeenBlocks(List.of(TREE.list()));
    seen.see(SampleTree.of(4, 1 << 20).root().multihash().bytes());
    seen.see(new byte[] {1, 2, 3});

    assertThat(seen.absences(TREE.list()).count()).isEqualTo(TREE.blocks().size());
  }

  @Test
  void aBlockOfTwoListsIsSeenForBoth() {
    BlockList first = BlockList.builder().add(TREE.root()).done();
    SeenBlocks seen = new SeenBlocks(List.of(first, TREE.list()));

    seen.see(TREE.root().multihash().bytes());

    assertThat(seen.absences(first).count()).isZero();
    assertThat(seen.absences(TREE.list()).count()).isEqualTo(TREE.blocks().size() - 1);
  }

  @Test
  void unusualHashesAreSeenToo() {
    Cid longer = Cid.of(Cid.RAW, HashFunction.SHA2_512.name(new byte[] {7}));
    BlockList list = BlockList.builder().add(longer).done();
    SeenBlocks seen = new SeenBlocks(List.of(list));
    assertThat(seen.absences(list).count()).isEqualTo(1);

    seen.see(longer.multihash().bytes());

    assertThat(seen.absences(list).count()).isZero();
  }
}
