package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryWalkTest {
  private static final Cid CID = Nodes.SOME;

  private final MemoryBlocks blocks = new MemoryBlocks();

  @Test
  void aDirectoryOfOneBlockIsListedInItsOrder() {
    assertThat(list(Nodes.directory(Nodes.link("b", CID), Nodes.link("a", CID))))
        .containsExactly("b", "a");
    assertThat(list(Nodes.directory())).isEmpty();
    assertThat(list(Nodes.shard(256))).as("a root may be a shard of nothing").isEmpty();
  }

  @Test
  void shardsAreListedInTheOrderOfTheirSlots() {
    String low = nameAt(8, 0, 5);
    String high = nameAt(8, 7);
    Block below = put(Nodes.shard(8, Nodes.link("5" + low, CID)));
    Block root = Nodes.shard(8, Nodes.link("0", below.cid()), Nodes.link("7" + high, CID));
    assertThat(list(root)).containsExactly(high, low);
    DirectoryWalk walk = new DirectoryWalk(root.cid(), WalkBounds.SHIPPED);
    assertThat(walk.next()).isEqualTo(root.cid());
    assertThat(walk.take(root)).extracting(DirectoryEntry::name).containsExactly(high);
    assertThat(walk.ahead(5)).containsExactly(below.cid());
    assertThat(walk.isDone()).isFalse();
    walk.take(below);
    assertThat(walk.isDone()).isTrue();
  }

  @Test
  void aNameInAWrongSlotIsRefused() {
    String name = nameAt(8, 3, 4);
    refused(
        Nodes.shard(8, Nodes.link("4" + name, CID)), "has '%s' in a wrong slot".formatted(name));
    Block below = put(Nodes.shard(8, Nodes.link("5" + name, CID)));
    refused(Nodes.shard(8, Nodes.link("3", below.cid())), "in a wrong slot");
    Block right = put(Nodes.shard(8, Nodes.link("4" + name, CID)));
    refused(Nodes.shard(8, Nodes.link("2", right.cid())), "in a wrong slot");
    assertThat(list(Nodes.shard(8, Nodes.link("3", right.cid())))).containsExactly(name);
  }

  /** One shard below in every slot of another would be 256 times the work, and so on. */
  @Test
  void aShardThatStandsTwiceIsRefusedAtTheSecondTime() {
    String name = nameAt(8, 3, 4);
    Block below = put(Nodes.shard(8, Nodes.link("4" + name, CID)));
    refused(
        Nodes.shard(8, Nodes.link("3", below.cid()), Nodes.link("4", below.cid())),
        "in a wrong slot");
  }

  @Test
  void shardsWithoutEntriesBelowOthersAreRefused() {
    Block empty = put(Nodes.shard(8));
    refused(Nodes.shard(8, Nodes.link("3", empty.cid())), "is a shard without entries");
  }

  @Test
  void shardsOfAnotherWidthBelowOthersAreRefused() {
    Block wide = put(Nodes.shard(16, Nodes.link("3a", CID)));
    refused(
        Nodes.shard(8, Nodes.link("3", wide.cid())), "has another fan-out than the shard above");
  }

  @Test
  void whatIsNoShardBelowOneIsRefused() {
    Block directory = put(Nodes.directory());
    refused(
        Nodes.shard(8, Nodes.link("3", directory.cid())), "is a directory and stands as a shard");
    Block file = put(Nodes.raw("x"));
    refused(Nodes.shard(8, Nodes.link("3", file.cid())), "is a file and stands as a shard");
  }

  @Test
  void shardsAreNoDeeperThanTheHashIsLong() {
    Block block = put(Nodes.shard(256, Nodes.link("00a", CID)));
    for (int depth = 0; depth < 7; depth++) {
      block = put(Nodes.shard(256, Nodes.link("00", block.cid())));
    }
    refused(block, "in a wrong slot");
    Block deeper = Nodes.shard(256, Nodes.link("00", block.cid()));
    refused(deeper, "has a shard below it where no bits of the hash are left");
  }

  @Test
  void whatIsNoDirectoryIsNotListed() {
    Block file = put(Nodes.raw("x"));
    assertThatThrownBy(() -> list(file))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("%s is a file and no directory", file.cid());
    assertThatThrownBy(() -> list(ImportProfile.UNIXFS_V0_2015.symlink("a")))
        .isInstanceOf(NoSuchPath.class)
        .hasMessageContaining("is a symlink and no directory");
  }

  @Test
  void entriesAreBounded() {
    Block block = put(Nodes.directory(Nodes.link("a", CID), Nodes.link("b", CID)));
    DirectoryWalk walk = new DirectoryWalk(block.cid(), new WalkBounds(9, 9, 9, 1, 9));
    assertThatThrownBy(() -> walk.take(block))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("the directory has more than 1 entries");
  }

  /** A name whose hash leads through those slots. */
  static String nameAt(int fanout, Integer... slots) {
    for (int i = 0; ; i++) {
      if (new HamtPath("n" + i, fanout).leads(List.of(slots))) {
        return "n" + i;
      }
    }
  }

  private Block put(Block block) {
    blocks.accept(block);
    return block;
  }

  private List<String> list(Block root) {
    List<String> names = new ArrayList<>();
    put(root);
    blocks.reader().list(root.cid(), entry -> names.add(entry.name()));
    return names;
  }

  private void refused(Block root, String why) {
    assertThatThrownBy(() -> list(root))
        .isInstanceOf(MalformedBlock.class)
        .hasMessageContaining(why);
  }
}
