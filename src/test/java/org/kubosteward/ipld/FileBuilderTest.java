package org.kubosteward.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileBuilderTest {
  private static final ImportProfile OLD = ImportProfile.UNIXFS_V0_2015;
  private static final ImportProfile NEW = ImportProfile.UNIXFS_V1_2025;

  /** As kubo 0.43 prints them. */
  @ParameterizedTest
  @CsvSource({
    "'',QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH,"
        + "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
    "hello world,Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD,"
        + "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"
  })
  void smallFilesHaveTheCidsThatEverybodyKnows(String text, String old, String now) {
    MemoryBlocks blocks = new MemoryBlocks();
    assertThat(blocks.file(OLD, text.getBytes(UTF_8)).cid()).hasToString(old);
    assertThat(blocks.file(NEW, text.getBytes(UTF_8)).cid()).hasToString(now);
    assertThat(blocks.all()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 19, 20, 21, 39, 40, 41, 79, 80, 81, 999, 1000})
  void theSizeOfThePiecesInWhichItArrivesChangesNothing(int size) {
    byte[] bytes = random(size);
    for (ImportProfile profile : List.of(tiny(OLD), tiny(NEW))) {
      MemoryBlocks whole = new MemoryBlocks();
      Subtree expected = whole.file(profile, bytes);
      assertThat(whole.read(expected.cid())).isEqualTo(bytes);
      for (int piece = 1; piece <= 21; piece += 4) {
        MemoryBlocks blocks = new MemoryBlocks();
        FileBuilder builder = new FileBuilder(profile, Attributes.NONE, blocks);
        for (int at = 0; at < size; at += piece) {
          builder.write(ByteBuffer.wrap(bytes, at, Math.min(piece, size - at)));
        }
        assertThat(builder.finish()).isEqualTo(expected);
        assertThat(blocks.all().keySet()).isEqualTo(whole.all().keySet());
      }
    }
  }

  @Test
  void noChunkIsLeftEmptyAndNoNodeHasOneChildOnTop() {
    MemoryBlocks blocks = new MemoryBlocks();
    Subtree two = blocks.file(tiny(NEW), random(20));
    UnixfsFile root = (UnixfsFile) UnixfsNode.read(blocks.need(two.cid()));
    assertThat(root.parts()).extracting(UnixfsFile.Part::size).containsExactly(10L, 10L);
    Subtree one = blocks.file(tiny(NEW), random(10));
    assertThat(one.cid().codec()).isEqualTo(Cid.RAW);
  }

  @Test
  void allLeavesAreEquallyDeep() {
    MemoryBlocks blocks = new MemoryBlocks();
    Subtree file = blocks.file(tiny(NEW), random(90));
    assertThat(depths(blocks, file.cid(), 0)).hasSize(9).containsOnly(4);
  }

  private static List<Integer> depths(MemoryBlocks blocks, Cid cid, int depth) {
    UnixfsFile node = (UnixfsFile) UnixfsNode.read(blocks.need(cid));
    if (node.parts().isEmpty()) {
      return List.of(depth);
    }
    List<Integer> depths = new ArrayList<>();
    node.parts().forEach(part -> depths.addAll(depths(blocks, part.cid(), depth + 1)));
    return depths;
  }

  /** Of a chunk that is whole, the block is out before the next one is. */
  @Test
  void blocksGoOutWhileBytesComeIn() {
    List<Integer> sizes = new ArrayList<>();
    FileBuilder builder =
        new FileBuilder(tiny(NEW), Attributes.NONE, block -> sizes.add(block.size()));
    for (int chunk = 1; chunk <= 1000; chunk++) {
      builder.write(ByteBuffer.wrap(random(10)));
      assertThat(sizes.stream().filter(size -> size == 10)).hasSize(chunk - 1);
    }
    builder.finish();
    assertThat(sizes.stream().filter(size -> size == 10)).hasSize(1000);
    assertThat(sizes).hasSizeGreaterThan(1900);
  }

  @Test
  void everyBlockComesBehindThoseBelowIt() {
    MemoryBlocks blocks = new MemoryBlocks();
    FileBuilder builder =
        new FileBuilder(
            tiny(OLD),
            Attributes.NONE,
            block -> {
              for (PbLink link : PbNode.decode(block).links()) {
                assertThat(blocks.get(link.cid())).isPresent();
              }
              blocks.accept(block);
            });
    builder.write(ByteBuffer.wrap(random(777)));
    assertThat(blocks.read(builder.finish().cid())).isEqualTo(random(777));
  }

  @Test
  void whatTheSinkThrowsComesThrough() {
    FileBuilder builder =
        new FileBuilder(
            NEW,
            Attributes.NONE,
            block -> {
              throw new IllegalStateException("disk full");
            });
    assertThatThrownBy(() -> builder.write(ByteBuffer.allocate((1 << 20) + 1)))
        .hasMessage("disk full");
  }

  @Test
  void aFinishedFileTakesNoMore() {
    FileBuilder builder = new FileBuilder(NEW, Attributes.NONE, block -> {});
    builder.finish();
    assertThatThrownBy(builder::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.write(ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatItSaysOfItselfStandsInItsRootAlone() {
    Attributes said =
        new Attributes(OptionalInt.of(0755), Optional.of(Instant.ofEpochSecond(1000, 5)));
    for (int size : new int[] {0, 5, 500}) {
      MemoryBlocks blocks = new MemoryBlocks();
      FileBuilder builder = new FileBuilder(tiny(NEW), said, blocks);
      builder.write(ByteBuffer.wrap(random(size)));
      Cid root = builder.finish().cid();
      assertThat(root.codec()).isEqualTo(Cid.DAG_PB);
      blocks
          .all()
          .forEach(
              (cid, block) ->
                  assertThat(UnixfsNode.read(block).attributes())
                      .isEqualTo(cid.equals(root) ? said : Attributes.NONE));
      assertThat(blocks.read(root)).isEqualTo(random(size));
    }
  }

  @Test
  void theTotalCountsEveryBlockOnEveryWayToIt() {
    MemoryBlocks blocks = new MemoryBlocks();
    Subtree zeros = blocks.file(tiny(OLD), new byte[100]);
    assertThat(zeros.size()).isEqualTo(100);
    assertThat(zeros.tsize()).isEqualTo(total(blocks, zeros.cid())).isGreaterThan(1000);
    assertThat(blocks.all().values().stream().mapToInt(Block::size).sum()).isLessThan(1000);
  }

  private static long total(MemoryBlocks blocks, Cid cid) {
    Block block = blocks.need(cid);
    return block.size()
        + PbNode.decode(block).links().stream().mapToLong(link -> total(blocks, link.cid())).sum();
  }

  static ImportProfile tiny(ImportProfile base) {
    return new ImportProfile(
        "tiny", base.cidVersion(), 10, 2, base.rawLeaves(), base.estimate(), 300, 8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
