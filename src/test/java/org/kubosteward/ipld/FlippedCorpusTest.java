package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over blocks of every kind and hash: no flipped bit and no cut is taken for the block. */
class FlippedCorpusTest {
  static Stream<Block> corpus() {
    List<Block> corpus = new ArrayList<>();
    for (HashFunction hash : HashFunction.values()) {
      corpus.add(Block.of(Cid.RAW, hash, random(90)));
      corpus.add(Block.of(Cid.RAW, hash, new byte[1]));
    }
    MemoryBlocks built = new MemoryBlocks();
    for (ImportProfile base : List.of(ImportProfile.UNIXFS_V0_2015, ImportProfile.UNIXFS_V1_2025)) {
      ImportProfile tiny = FileBuilderTest.tiny(base);
      DirectoryBuilder directory = new DirectoryBuilder(tiny, Attributes.NONE, 100, built);
      for (int i = 0; i < 9; i++) {
        directory.put("file " + i, built.file(tiny, random(25)));
      }
      Block symlink = tiny.symlink("file 0");
      built.accept(symlink);
      directory.put("link", Subtree.of(symlink));
      directory.finish();
      DirectoryBuilder small = new DirectoryBuilder(tiny, Attributes.NONE, 100, built);
      small.put("link", Subtree.of(symlink));
      small.finish();
    }
    return Stream.concat(corpus.stream(), built.all().values().stream());
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noFlippedBitIsTaken(Block block) {
    byte[] bytes = bytes(block);
    assertThat(Block.verified(block.cid(), bytes)).isEqualTo(block);
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> Block.verified(block.cid(), flipped))
          .as("bit %d", bit)
          .isInstanceOf(CorruptBlock.class);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void noCutAndNoByteMoreIsTaken(Block block) {
    byte[] bytes = bytes(block);
    for (int size = 0; size <= bytes.length + 1; size++) {
      byte[] other = Arrays.copyOf(bytes, size);
      if (size != bytes.length) {
        assertThatThrownBy(() -> Block.verified(block.cid(), other))
            .as("%d of %d bytes", size, bytes.length)
            .isInstanceOf(CorruptBlock.class);
      }
    }
  }

  /** A flip in the name names another block, or is no name. */
  @ParameterizedTest
  @MethodSource("corpus")
  void noFlippedBitOfTheCidNamesTheSameBytesInTheSameWay(Block block) {
    byte[] cid = block.cid().bytes();
    byte[] bytes = bytes(block);
    for (int bit = 0; bit < cid.length * Byte.SIZE; bit++) {
      byte[] flipped = cid.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      try {
        Block other = Block.verified(Cid.decode(flipped), bytes.clone());
        assertThat(other.cid()).as("another codec").isNotEqualTo(block.cid());
        assertThat(other.cid().multihash()).isEqualTo(block.cid().multihash());
      } catch (Refusal refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void theCorpusHasEveryKind() {
    Map<UnixfsNode.Kind, Integer> kinds = new HashMap<>();
    corpus()
        .filter(block -> block.cid().codec() == Cid.DAG_PB)
        .forEach(block -> kinds.merge(UnixfsNode.read(block).kind(), 1, Integer::sum));
    assertThat(kinds).containsOnlyKeys(UnixfsNode.Kind.values());
  }

  private static byte[] bytes(Block block) {
    byte[] bytes = new byte[block.size()];
    block.data().get(bytes);
    return bytes;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
