package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryBuilderTest {
  private static final ImportProfile OLD = ImportProfile.UNIXFS_V0_2015;
  private static final ImportProfile NEW = ImportProfile.UNIXFS_V1_2025;
  private static final Subtree FILE = new Subtree(Nodes.SOME, 4, 4);

  private final MemoryBlocks blocks = new MemoryBlocks();

  @Test
  void theEmptyDirectoryHasTheCidThatEverybodyKnows() {
    assertThat(builder(OLD).finish().cid())
        .hasToString("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
    assertThat(builder(NEW).finish().cid())
        .hasToString("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354");
  }

  @Test
  void theOrderInWhichEntriesComeChangesNothing() {
    List<String> names = new ArrayList<>(List.of("b", "a", "ä", "😀", "\uffff", "B", "aa"));
    List<Cid> built = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(names, new Random(seed));
      DirectoryBuilder directory = builder(NEW);
      names.forEach(name -> directory.put(name, FILE));
      built.add(directory.finish().cid());
    }
    assertThat(new TreeSet<>(built.stream().map(Cid::toString).toList())).hasSize(1);
    List<String> listed = new ArrayList<>();
    blocks.reader().list(built.get(0), entry -> listed.add(entry.name()));
    assertThat(listed).containsExactly("B", "a", "aa", "b", "ä", "\uffff", "😀");
  }

  @Test
  void aLaterEntryTakesThePlaceOfAnEarlierOne() {
    DirectoryBuilder directory = builder(NEW);
    directory.put("a", new Subtree(Nodes.raw("old").cid(), 3, 3));
    directory.put("a", FILE);
    Cid cid = directory.finish().cid();
    assertThat(blocks.reader().resolve(cid, "a")).isEqualTo(Nodes.SOME);
  }

  @Test
  void whatCanBeNoNameIsRefused() {
    for (String name : List.of("", ".", "..", "a/b")) {
      assertThatThrownBy(() -> builder(NEW).put(name, FILE)).isInstanceOf(NoSuchPath.class);
    }
  }

  @Test
  void entriesAreBounded() {
    DirectoryBuilder directory = new DirectoryBuilder(NEW, Attributes.NONE, 2, blocks);
    directory.put("a", FILE);
    directory.put("b", FILE);
    assertThatThrownBy(() -> directory.put("c", FILE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("a directory has more than 2 entries");
    directory.put("b", FILE);
    List<String> names = new ArrayList<>();
    blocks.reader().list(directory.finish().cid(), entry -> names.add(entry.name()));
    assertThat(names).containsExactly("a", "b");
  }

  /** 2048 links of 128 bytes are 262144: they stay in one block, and one more does not. */
  @Test
  void theOldEstimateIsTheBytesOfNamesAndCids() {
    DirectoryBuilder edge = builder(OLD);
    DirectoryBuilder beyond = builder(OLD);
    Subtree old = Subtree.of(OLD.symlink("x"));
    for (int i = 0; i < 2049; i++) {
      String name = "%094d".formatted(i);
      if (i < 2048) {
        edge.put(name, old);
      }
      beyond.put(name, old);
    }
    assertThat(kind(edge.finish())).isEqualTo(UnixfsNode.Kind.DIRECTORY);
    assertThat(kind(beyond.finish())).isEqualTo(UnixfsNode.Kind.SHARD);
  }

  /** To the byte: the estimate of today is the size that the block has in fact. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 127, 128, 500})
  void theNewEstimateIsTheSizeOfTheBlock(int entries) {
    for (Attributes said : List.of(Attributes.NONE, attributes())) {
      DirectoryBuilder directory = new DirectoryBuilder(NEW, said, entries, blocks);
      List<DirectoryEntry> all = new ArrayList<>();
      for (int i = 0; i < entries; i++) {
        DirectoryEntry entry =
            new DirectoryEntry("ä".repeat(i % 100 + 1) + i, Nodes.SOME, 1L << (i % 63));
        all.add(entry);
        directory.put(entry.name(), new Subtree(entry.cid(), entry.tsize(), 0));
      }
      Block block = blocks.need(directory.finish().cid());
      assertThat(DirectoryBuilder.estimate(NEW, said, all)).isEqualTo(block.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64, 128, 256, 512, 1024})
  void shardsOfEveryWidthAreReadAsTheyWereBuilt(int fanout) {
    ImportProfile profile = sharded(fanout);
    DirectoryBuilder directory = builder(profile);
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < 3_000; i++) {
      names.add("name " + i);
      directory.put("name " + i, FILE);
    }
    Subtree built = directory.finish();
    assertThat(kind(built)).isEqualTo(UnixfsNode.Kind.SHARD);
    TreeSet<String> listed = new TreeSet<>();
    blocks.reader().list(built.cid(), entry -> listed.add(entry.name()));
    assertThat(listed).isEqualTo(names);
    for (String name : names) {
      assertThat(blocks.reader().resolve(built.cid(), name)).isEqualTo(Nodes.SOME);
    }
    assertThatThrownBy(() -> blocks.reader().resolve(built.cid(), "name 3000"))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("there is no 'name 3000' in '/'");
  }

  @Test
  void whatAShardedDirectorySaysOfItselfStandsInItsRootAlone() {
    DirectoryBuilder directory = new DirectoryBuilder(sharded(8), attributes(), 100, blocks);
    for (int i = 0; i < 100; i++) {
      directory.put("name " + i, FILE);
    }
    Cid root = directory.finish().cid();
    assertThat(blocks.all()).hasSizeGreaterThan(2);
    blocks
        .all()
        .forEach(
            (cid, block) ->
                assertThat(UnixfsNode.read(block).attributes())
                    .isEqualTo(cid.equals(root) ? attributes() : Attributes.NONE));
  }

  /** The hash has 64 bits; a few of them can be made alike, which only makes the tree deeper. */
  @Test
  void namesThatGoTheSameWayForLongAreBuiltAndFound() {
    ImportProfile profile = sharded(8);
    List<String> alike = new ArrayList<>();
    for (int i = 0; alike.size() < 4; i++) {
      if (new HamtPath("n" + i, 8).leads(List.of(1, 2, 3, 4, 5))) {
        alike.add("n" + i);
      }
    }
    DirectoryBuilder directory = builder(profile);
    alike.forEach(name -> directory.put(name, new Subtree(Nodes.raw(name).cid(), 1, 1)));
    Subtree built = directory.finish();
    for (String name : alike) {
      assertThat(blocks.reader().resolve(built.cid(), name)).isEqualTo(Nodes.raw(name).cid());
    }
  }

  private DirectoryBuilder builder(ImportProfile profile) {
    return new DirectoryBuilder(profile, Attributes.NONE, 10_000, blocks);
  }

  private UnixfsNode.Kind kind(Subtree built) {
    return UnixfsNode.read(blocks.need(built.cid())).kind();
  }

  private static Attributes attributes() {
    return new Attributes(OptionalInt.of(0755), Optional.of(Instant.ofEpochSecond(1, 1)));
  }

  private static ImportProfile sharded(int fanout) {
    return new ImportProfile(
        "sharded", 1, 1 << 20, 1024, true, ImportProfile.Estimate.BLOCK, 100, fanout);
  }
}
