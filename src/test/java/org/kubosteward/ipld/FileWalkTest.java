package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileWalkTest {
  private final MemoryBlocks blocks = new MemoryBlocks();
  private final byte[] bytes = random(123);
  private final Cid root =
      blocks.file(FileBuilderTest.tiny(ImportProfile.UNIXFS_V0_2015), bytes).cid();

  @Test
  void everyRangeGivesItsBytes() {
    for (int from = 0; from <= 125; from += 3) {
      for (int to = from; to <= 126; to += 5) {
        byte[] expected = Arrays.copyOfRange(bytes, Math.min(from, 123), Math.min(to, 123));
        assertThat(blocks.read(root, new ByteRange(from, to)))
            .as("%d to %d", from, to)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theLastBytesAreCountedFromTheEnd() {
    assertThat(blocks.read(root, ByteRange.last(7))).isEqualTo(Arrays.copyOfRange(bytes, 116, 123));
    assertThat(blocks.read(root, ByteRange.last(1000))).isEqualTo(bytes);
    assertThat(blocks.read(root, ByteRange.last(0))).isEmpty();
  }

  @Test
  void blocksOutsideOfTheRangeAreNotAskedFor() {
    FileWalk walk = new FileWalk(root, new ByteRange(50, 60), WalkBounds.SHIPPED);
    assertThat(walk.size()).isEmpty();
    int asked = 0;
    int given = 0;
    while (!walk.isDone()) {
      given += walk.take(blocks.need(walk.next())).remaining();
      assertThat(walk.size()).hasValue(123);
      assertThat(walk.range()).isEqualTo(new ByteRange(50, 60));
      asked++;
    }
    assertThat(given).isEqualTo(10);
    assertThat(asked).as("one on each of the five levels").isEqualTo(5);
  }

  @Test
  void whatComesNextIsKnownAheadSoThatItCanBeFetched() {
    Block top = Nodes.file("", 12, List.of(4L, 4L, 4L), Nodes.SOME, Nodes.SOME, Nodes.SOME);
    FileWalk walk = new FileWalk(top.cid(), ByteRange.ALL, WalkBounds.SHIPPED);
    assertThat(walk.ahead(10)).containsExactly(top.cid());
    walk.take(top);
    assertThat(walk.ahead(10)).containsExactly(Nodes.SOME, Nodes.SOME, Nodes.SOME);
    assertThat(walk.ahead(2)).hasSize(2);
    walk.take(Nodes.raw("some"));
    assertThat(walk.ahead(10)).hasSize(2);
  }

  @Test
  void aBlockThatWasNotAskedForIsNotTaken() {
    FileWalk walk = new FileWalk(root, ByteRange.ALL, WalkBounds.SHIPPED);
    assertThatThrownBy(() -> walk.take(Nodes.raw("other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not the one that was asked for");
  }

  @Test
  void bytesAndPartsInOneNodeComeInTheirOrder() {
    Block part = Nodes.raw("some");
    Block top = Nodes.file("ab", 10, List.of(4L, 4L), part.cid(), part.cid());
    blocks.accept(part);
    blocks.accept(top);
    assertThat(blocks.read(top.cid())).asString().isEqualTo("absomesome");
    assertThat(blocks.read(top.cid(), new ByteRange(1, 7))).asString().isEqualTo("bsomes");
  }

  @ParameterizedTest
  @CsvSource({"3", "5", "0", "9223372036854775807"})
  void aNodeThatLiesAboutAPartIsFoundAtThePart(long claimed) {
    Block part = Nodes.raw("some");
    Block top = Nodes.file("", claimed, List.of(claimed), part.cid());
    blocks.accept(part);
    blocks.accept(top);
    if (claimed == 0) {
      assertThat(blocks.read(top.cid())).as("nothing of it was asked for").isEmpty();
      return;
    }
    assertThatThrownBy(() -> blocks.read(top.cid(), new ByteRange(0, 10)))
        .isInstanceOf(MalformedBlock.class)
        .hasMessage(
            "block %s has 4 bytes of the file, and the block above it says %d",
            part.cid(), claimed);
  }

  @Test
  void whatIsNoFileIsNotReadAsOne() {
    Block directory = Nodes.directory();
    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("%s is a directory and no file", directory.cid());
    assertThatThrownBy(() -> read(ImportProfile.UNIXFS_V1_2025.symlink("a")))
        .isInstanceOf(NoSuchPath.class)
        .hasMessageContaining("is a symlink and no file");
    blocks.accept(directory);
    Block top = Nodes.file("", 4, List.of(4L), directory.cid());
    assertThatThrownBy(() -> read(top))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining("is a directory and stands as a part of a file");
  }

  /** 64 blocks of one hundred bytes that claim 2^63 bytes: read as far as it is wanted. */
  @Test
  void aFileOfManyTerabytesInAFewBlocksCostsWhatIsReadOfIt() {
    Block block = Nodes.raw("some");
    blocks.accept(block);
    long size = 4;
    int depth = 1;
    while (size < 1L << 60) {
      block = Nodes.file("", size * 2, List.of(size, size), block.cid(), block.cid());
      blocks.accept(block);
      size *= 2;
      depth++;
    }
    Cid top = block.cid();
    assertThat(blocks.read(top, new ByteRange(1L << 40, (1L << 40) + 6))).hasSize(6);
    assertThatThrownBy(() -> blocks.read(top))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("%d bytes are to be read; %d are allowed", size, 1L << 43);
    WalkBounds shallow = new WalkBounds(depth - 1, 1000, 1L << 62, 0, 1000);
    assertThatThrownBy(() -> read(top, shallow))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("is more than %d blocks deep", depth - 1);
    WalkBounds few = new WalkBounds(100, 1000, 1L << 62, 0, 1000);
    assertThatThrownBy(() -> read(top, few))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("more than 1000 blocks are to be read");
  }

  @Test
  void linksThatWaitAreBounded() {
    List<Long> ones = Collections.nCopies(101, 4L);
    Cid[] parts = Collections.nCopies(101, Nodes.SOME).toArray(Cid[]::new);
    Block top = Nodes.file("", 404, ones, parts);
    blocks.accept(top);
    blocks.accept(Nodes.raw("some"));
    assertThat(read(top.cid(), new WalkBounds(9, 999, 999, 0, 101))).hasSize(102);
    assertThatThrownBy(() -> read(top.cid(), new WalkBounds(9, 999, 999, 0, 100)))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("more than 100 links wait to be followed");
  }

  /** Nothing is below them, so they cost nothing, however many there are. */
  @Test
  void emptyPartsAreNotFollowed() {
    Block top = Nodes.file("x", 1, List.of(0L, 0L), Nodes.SOME, Nodes.SOME);
    assertThat(read(top)).hasSize(1);
  }

  @Test
  void aPartThatStandsInItsCidIsNotAskedFor() {
    Block inline = Block.of(Cid.RAW, HashFunction.IDENTITY, new byte[] {'h', 'i'});
    Block top = Nodes.file("", 4, List.of(2L, 2L), inline.cid(), inline.cid());
    blocks.accept(top);
    assertThat(blocks.read(top.cid())).asString().isEqualTo("hihi");
  }

  @Test
  void aMissingBlockIsNamed() {
    Block top = Nodes.file("", 4, List.of(4L), Nodes.SOME);
    assertThatThrownBy(() -> read(top))
        .isInstanceOf(MissingBlock.class)
        .hasMessage("block %s is not there", Nodes.SOME);
  }

  private List<ByteBuffer> read(Block top) {
    blocks.accept(top);
    return read(top.cid(), WalkBounds.SHIPPED);
  }

  /** What each block gave. */
  private List<ByteBuffer> read(Cid top, WalkBounds bounds) {
    List<ByteBuffer> given = new ArrayList<>();
    FileWalk walk = new FileWalk(top, ByteRange.ALL, bounds);
    while (!walk.isDone()) {
      given.add(walk.take(blocks.need(walk.next())));
    }
    return given;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
