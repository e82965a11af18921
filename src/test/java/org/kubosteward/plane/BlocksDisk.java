package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kubosteward.demo.DemoNode;

/** A small file system of its own under the blocks of a node, as of a volume at {@code blocks}. */
record BlocksDisk(SmallDisk disk) {
  /** Moves the blocks of the node, which is stopped meanwhile, onto one. */
  static BlocksDisk under(DemoNode node, int mebibytes) {
    node.stop();
    Path blocks = node.repo().resolve("blocks");
    Path before = node.repo().resolve("blocks.before");
    try {
      Files.move(blocks, before);
      BlocksDisk made = new BlocksDisk(SmallDisk.at(blocks, mebibytes));
      move(before, blocks);
      node.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path path : all) {
      if (!path.equals(from)) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}
