package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixfsNodeTest {
  private static final Cid CID = Nodes.SOME;

  @Test
  void rawBytesAreAFile() {
    UnixfsFile file = (UnixfsFile) UnixfsNode.read(Nodes.raw("abc"));
    assertThat(file.size()).isEqualTo(3);
    assertThat(Nodes.text(file.data())).isEqualTo("abc");
    assertThat(file.parts()).isEmpty();
    assertThat(file.kind()).isEqualTo(UnixfsNode.Kind.FILE);
    assertThat(file.attributes()).isEqualTo(Attributes.NONE);
  }

  /** Nobody writes it, and the format allows it. */
  @Test
  void aFileMayHaveBytesAndPartsToo() {
    UnixfsFile file = (UnixfsFile) UnixfsNode.read(Nodes.file("ab", 12, List.of(3L, 7L), CID, CID));
    assertThat(file.size()).isEqualTo(12);
    assertThat(Nodes.text(file.data())).isEqualTo("ab");
    assertThat(file.parts())
        .containsExactly(new UnixfsFile.Part(CID, 3), new UnixfsFile.Part(CID, 7));
  }

  @Test
  void theOldLeavesOfTypeRawAreFiles() {
    UnixfsData raw =
        new UnixfsData(
            UnixfsType.RAW,
            Optional.of(Nodes.bytes("abc")),
            OptionalLong.empty(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Attributes.NONE);
    assertThat(((UnixfsFile) UnixfsNode.read(Nodes.dagPb(raw))).size()).isEqualTo(3);
  }

  @Test
  void aFileThatLiesAboutItsSizesIsRefused() {
    refused(Nodes.file("", 10, List.of(3L)), "it has 0 links and the sizes of 1");
    refused(Nodes.file("", 10, List.of(3L), CID, CID), "it has 2 links and the sizes of 1");
    refused(
        Nodes.file("", 4, List.of(3L), CID), "it says that it has 4 bytes, and its parts have 3");
    refused(Nodes.file("ab", 3, List.of(3L), CID), "it says that it has 3 bytes");
    refused(
        Nodes.file("", 0, List.of(Long.MAX_VALUE, 2L), CID, CID),
        "its parts are said to have more than 2^63 bytes");
  }

  @Test
  void aFileWithNamesInItIsRefused() {
    UnixfsData file = UnixfsData.file(Optional.empty(), List.of(1L), Attributes.NONE);
    refused(Nodes.dagPb(file, Nodes.link("a", CID)), "it is a file, and its link 0 has a name");
  }

  @Test
  void aDirectoryHasItsEntriesInTheirOrder() {
    UnixfsDirectory directory =
        (UnixfsDirectory)
            UnixfsNode.read(Nodes.directory(Nodes.link("b", CID), Nodes.link("a", CID)));
    assertThat(directory.entries()).extracting(DirectoryEntry::name).containsExactly("b", "a");
    assertThat(directory.find("a")).contains(new DirectoryEntry("a", CID, 1));
    assertThat(directory.find("c")).isEmpty();
    assertThat(directory.kind()).isEqualTo(UnixfsNode.Kind.DIRECTORY);
  }

  @Test
  void ofTwoEntriesWithOneNameTheFirstCounts() {
    Cid other = Nodes.raw("other").cid();
    UnixfsDirectory directory =
        (UnixfsDirectory)
            UnixfsNode.read(Nodes.directory(Nodes.link("a", CID), Nodes.link("a", other)));
    assertThat(directory.entries()).containsExactly(new DirectoryEntry("a", CID, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "/", "a\0b"})
  void aNameThatLeadsOutOfItsDirectoryIsRefused(String name) {
    refused(Nodes.directory(Nodes.link(name, CID)), "name of an entry");
    assertThatThrownBy(() -> new DirectoryEntry(name, CID, 0)).isInstanceOf(NoSuchPath.class);
    if (!name.isEmpty()) {
      refused(Nodes.shard(256, Nodes.link("00" + name, CID)), "name of an entry");
    }
  }

  @Test
  void aNameHasAsManyBytesAsAFileSystemTakesAndSomeMore() {
    assertThat(new DirectoryEntry("ä".repeat(512), CID, 0).name()).hasSize(512);
    assertThatThrownBy(() -> new DirectoryEntry("ä".repeat(512) + "a", CID, 0))
        .hasMessage("a name of an entry has more than 1024 bytes");
    assertThat(new DirectoryEntry("😀".repeat(256), CID, 0).name()).hasSize(512);
    assertThatThrownBy(() -> new DirectoryEntry("日".repeat(342), CID, 0))
        .isInstanceOf(NoSuchPath.class);
  }

  @Test
  void entriesAreSortedByTheirBytes() {
    DirectoryEntry one = new DirectoryEntry("\uffff", CID, 0);
    DirectoryEntry other = new DirectoryEntry("😀", CID, 0);
    assertThat(DirectoryEntry.BY_NAME.compare(one, other)).isNegative();
    assertThat(one.name()).as("as Java compares").isGreaterThan(other.name());
  }

  @Test
  void aSymlinkIsItsTarget() {
    Block block = ImportProfile.UNIXFS_V1_2025.symlink("../ä");
    assertThat(UnixfsNode.read(block)).isEqualTo(new UnixfsSymlink("../ä", Attributes.NONE));
    assertThat(UnixfsNode.read(block).kind()).isEqualTo(UnixfsNode.Kind.SYMLINK);
    refused(
        Nodes.dagPb(UnixfsData.symlink(Nodes.bytes("a")), Nodes.link("", CID)),
        "it is a symlink and has links");
    refused(
        Nodes.dagPb(UnixfsData.symlink(ByteBuffer.wrap(new byte[] {(byte) 0xff}))),
        "the target of the symlink is no UTF-8");
  }

  @Test
  void whatIsNoUnixfsIsRefused() {
    refused(Nodes.dagPb(), "it is dag-pb, and no UnixFS");
    refused(
        Nodes.dagPb(UnixfsData.of(UnixfsType.METADATA, Attributes.NONE)),
        "its UnixFS is metadata, which nothing reads any more");
    refused(Block.of(0x71, HashFunction.SHA2_256, new byte[] {(byte) 0xa0}), "is no dag-pb");
  }

  @Test
  void aShardHasItsSlots() {
    Block block =
        Nodes.shard(256, Nodes.link("03", CID), Nodes.link("10a", CID), Nodes.link("FFb", CID));
    UnixfsShard shard = (UnixfsShard) UnixfsNode.read(block);
    assertThat(shard.slots())
        .extracting(slot -> slot.index() + ":" + slot.entry().map(DirectoryEntry::name).orElse("-"))
        .containsExactly("3:-", "16:a", "255:b");
    assertThat(shard.slot(16).orElseThrow().cid()).isEqualTo(CID);
    assertThat(shard.slot(17)).isEmpty();
    assertThat(shard.kind()).isEqualTo(UnixfsNode.Kind.SHARD);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 7, 12, 255, 2048, 1 << 20})
  void aShardOfAWidthThatNobodyReadsIsRefused(int fanout) {
    refused(Nodes.shard(fanout, new byte[0]), "its fan-out is %d".formatted(fanout));
  }

  @Test
  void aShardThatLiesAboutItsSlotsIsRefused() {
    byte[] none = {};
    byte[] first = {1};
    refused(Nodes.shard(256, none, Nodes.link("00a", CID)), "the bits of its slots are not");
    refused(Nodes.shard(256, first), "the bits of its slots are not");
    refused(Nodes.shard(256, first, Nodes.link("01a", CID)), "the bits of its slots are not");
    refused(Nodes.shard(256, first, Nodes.link("0", CID)), "does not begin with the number");
    refused(Nodes.shard(256, first, Nodes.link("0ga", CID)), "does not begin with the number");
    refused(Nodes.shard(256, first, Nodes.link("ffa", CID)), "does not begin with the number");
    refused(Nodes.shard(8, first, Nodes.link("8a", CID)), "does not begin with the number");
    refused(Nodes.shard(256, first, Nodes.link("٠٠a", CID)), "does not begin with the number");
    refused(
        Nodes.shard(256, first, Nodes.link("00a", CID), Nodes.link("00b", CID)),
        "slot 0 of the shard is not behind slot 0");
    refused(
        Nodes.shard(256, first, Nodes.link("01a", CID), Nodes.link("00b", CID)),
        "slot 0 of the shard is not behind slot 1");
  }

  @Test
  void zeroBytesAtTheFrontOfTheBitsAreTheSameBits() {
    byte[] padded = new byte[32];
    padded[31] = 1;
    Block block = Nodes.shard(256, padded, Nodes.link("00a", CID));
    assertThat(((UnixfsShard) UnixfsNode.read(block)).slots()).hasSize(1);
  }

  @Test
  void aShardOfAnotherHashIsRefused() {
    UnixfsData other =
        new UnixfsData(
            UnixfsType.HAMT_SHARD,
            Optional.empty(),
            OptionalLong.empty(),
            List.of(),
            OptionalLong.of(0x12),
            OptionalLong.of(256),
            Attributes.NONE);
    refused(Nodes.dagPb(other), "it is sharded by hash 0x12, and murmur3-x64-64 is read");
  }

  private static void refused(Block block, String why) {
    assertThatThrownBy(() -> UnixfsNode.read(block))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageStartingWith("block " + block.cid())
        .hasMessageContaining(why);
  }
}
