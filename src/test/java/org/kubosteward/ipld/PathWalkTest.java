package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathWalkTest {
  private static final Cid CID = Nodes.SOME;

  private final MemoryBlocks blocks = new MemoryBlocks();
  private final Block inner = put(Nodes.directory(Nodes.link("file", CID)));
  private final Block symlink = put(ImportProfile.UNIXFS_V1_2025.symlink("inner"));
  private final Block raw = put(Nodes.raw("x"));
  private final Block root =
      put(
          Nodes.directory(
              Nodes.link("inner", inner.cid()),
              Nodes.link("link", symlink.cid()),
              Nodes.link("raw", raw.cid())));

  @ParameterizedTest
  @ValueSource(strings = {"inner/file", "/inner/file", "/inner//file/"})
  void namesLeadThroughDirectories(String path) {
    assertThat(resolve(path)).isEqualTo(CID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//"})
  void theEmptyPathLeadsToItsRootAndAsksForNothing(String path) {
    PathWalk walk = new PathWalk(CID, path);
    assertThat(walk.isDone()).isTrue();
    assertThat(walk.found()).isEqualTo(CID);
    assertThatThrownBy(() -> walk.take(raw)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatItLeadsToIsNotAskedFor() {
    assertThat(resolve("inner/file")).as("which is nowhere").isEqualTo(CID);
    assertThat(blocks.get(CID)).isEmpty();
  }

  @Test
  void whereItLeadsNoFurtherIsSaid() {
    refused("nothing", "there is no 'nothing' in '/'");
    refused("inner/nothing", "there is no 'nothing' in '/inner'");
    refused("raw/a", "'a' is looked for in a file");
    refused("link/file", "'file' is looked for in a symlink");
    refused("a/../b", "'..' is no name of an entry");
    refused("a\0", "a name of an entry has a slash or a NUL in it");
  }

  @Test
  void aSymlinkAtItsEndIsFoundAndNotFollowed() {
    assertThat(resolve("link")).isEqualTo(symlink.cid());
  }

  @Test
  void beforeItsEndNothingIsFound() {
    PathWalk walk = new PathWalk(root.cid(), "inner/file");
    assertThat(walk.isDone()).isFalse();
    assertThatThrownBy(walk::found).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> walk.take(inner)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHashLeadsThroughShardsAndAsksForNoOthers() {
    String name = DirectoryWalkTest.nameAt(8, 3, 4);
    String lost = DirectoryWalkTest.nameAt(8, 2);
    Block below = put(Nodes.shard(8, Nodes.link("4" + name, inner.cid())));
    Block top = put(Nodes.shard(8, Nodes.link("2", CID), Nodes.link("3", below.cid())));
    Cid found = blocks.reader().resolve(top.cid(), name + "/file");
    assertThat(found).isEqualTo(CID);
    assertThatThrownBy(() -> blocks.reader().resolve(top.cid(), lost))
        .isInstanceOf(MissingBlock.class);
    String none = DirectoryWalkTest.nameAt(8, 5);
    assertThatThrownBy(() -> blocks.reader().resolve(top.cid(), none))
        .isInstanceOf(NoSuchPath.class);
  }

  @Test
  void anotherNameInTheSlotIsNotTheOne() {
    String name = DirectoryWalkTest.nameAt(8, 3);
    Block top = put(Nodes.shard(8, Nodes.link("3other", CID)));
    assertThatThrownBy(() -> blocks.reader().resolve(top.cid(), name))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("there is no '%s' in '/'", name);
  }

  @Test
  void shardsThatAreNotWhatTheirPlaceDemandsAreRefused() {
    String name = DirectoryWalkTest.nameAt(8, 3, 4);
    Block wide = put(Nodes.shard(16, Nodes.link("4" + name, CID)));
    Block aboveWide = put(Nodes.shard(8, Nodes.link("3", wide.cid())));
    assertThatThrownBy(() -> blocks.reader().resolve(aboveWide.cid(), name))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining("has another fan-out than the shard above it");
    Block aboveFile = put(Nodes.shard(8, Nodes.link("3", raw.cid())));
    assertThatThrownBy(() -> blocks.reader().resolve(aboveFile.cid(), name))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining("stands as a shard and is none");
  }

  @Test
  void shardsAreNoDeeperThanTheHashIsLong() {
    String name = "name";
    HamtPath path = new HamtPath(name, 1024);
    Block block = put(Nodes.shard(1024, Nodes.link("000x", CID)));
    for (int above = 6; above >= 0; above--) {
      int slot = above == 6 ? 0 : path.slot(above);
      block = put(Nodes.shard(1024, Nodes.link(UnixfsShard.prefix(slot, 1024), block.cid())));
    }
    Cid top = block.cid();
    assertThatThrownBy(() -> blocks.reader().resolve(top, name))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining("is a shard where no bits of the hash are left");
  }

  @Test
  void namesAreBounded() {
    assertThatThrownBy(() -> new PathWalk(CID, "a/".repeat(257)))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("the path has more than 256 names");
  }

  private Cid resolve(String path) {
    return blocks.reader().resolve(root.cid(), path);
  }

  private void refused(String path, String why) {
    assertThatThrownBy(() -> resolve(path)).isInstanceOf(NoSuchPath.class).hasMessage(why);
  }

  private Block put(Block block) {
    blocks.accept(block);
    return block;
  }
}
