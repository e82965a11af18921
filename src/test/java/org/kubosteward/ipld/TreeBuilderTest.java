package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeBuilderTest {
  private static final Subtree FILE = new Subtree(Nodes.SOME, 4, 4);

  private final MemoryBlocks blocks = new MemoryBlocks();
  private final TreeBuilder tree = tree(new TreeBuilder.Bounds(100, 5));

  @Test
  void filesComeInAnyOrderAndBringTheirDirectories() {
    tree.put("a/b/c", FILE);
    tree.put("z", FILE);
    tree.directory("a/empty", Attributes.NONE);
    tree.put("a/x", FILE);
    Cid root = tree.finish().cid();
    assertThat(names(root, "")).containsExactly("a", "z");
    assertThat(names(root, "a")).containsExactly("b", "empty", "x");
    assertThat(names(root, "a/empty")).isEmpty();
    assertThat(blocks.reader().resolve(root, "/a/b/c/")).isEqualTo(Nodes.SOME);
  }

  @Test
  void aDirectorySaysWhatIsKnownOfItWheneverThatComes() {
    Attributes said = new Attributes(OptionalInt.of(0700), Optional.empty());
    tree.directory("early", said);
    tree.put("early/file", FILE);
    tree.put("late/file", FILE);
    tree.directory("late", said);
    tree.directory("", said);
    Cid root = tree.finish().cid();
    for (String path : List.of("", "early", "late")) {
      Cid cid = blocks.reader().resolve(root, path);
      assertThat(UnixfsNode.read(blocks.need(cid)).attributes()).as(path).isEqualTo(said);
    }
  }

  @Test
  void aFileAndADirectoryCannotHaveOneName() {
    tree.put("a", FILE);
    assertThatThrownBy(() -> tree.put("a/b", FILE))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("'a' in 'a' is a file and no directory");
    tree.put("d/e", FILE);
    assertThatThrownBy(() -> tree.put("d", FILE))
        .isInstanceOf(NoSuchPath.class)
        .hasMessage("'d' is a directory already, and comes as a file");
    tree.put("a", FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a/.", "a\0"})
  void aPathThatLeadsElsewhereIsRefused(String path) {
    assertThatThrownBy(() -> tree.put(path, FILE)).isInstanceOf(NoSuchPath.class);
  }

  @Test
  void entriesAndDepthAreBounded() {
    TreeBuilder small = tree(new TreeBuilder.Bounds(3, 2));
    small.put("a/b/c", FILE);
    small.put("a/b/c", FILE);
    assertThatThrownBy(() -> small.put("d", FILE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("there are more than 3 files");
    assertThatThrownBy(() -> small.put("a/b/c/d", FILE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage("'a/b/c' is more than 2 deep");
  }

  private TreeBuilder tree(TreeBuilder.Bounds bounds) {
    return new TreeBuilder(ImportProfile.UNIXFS_V1_2025, bounds, blocks);
  }

  private List<String> names(Cid root, String path) {
    List<String> names = new ArrayList<>();
    blocks.reader().list(blocks.reader().resolve(root, path), entry -> names.add(entry.name()));
    return names;
  }
}
