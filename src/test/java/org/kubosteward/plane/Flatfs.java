package org.kubosteward.plane;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.demo.DemoNode;

/** The blocks of a node as files, for damage behind its back. */
final class Flatfs {
  private Flatfs() {}

  /** The files of all blocks that lie on the node now. */
  static Set<Path> files(DemoNode node) {
    try (Stream<Path> all = Files.walk(node.repo().resolve("blocks"))) {
      return all.filter(file -> file.toString().endsWith(".data")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of that length that was not there before. */
  static Path added(DemoNode node, Set<Path> before, long length) {
    return files(node).stream()
        .filter(file -> !before.contains(file) && file.toFile().length() == length)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no new block of " + length + " bytes on " + node));
  }

  /** The largest file that was not there before: a leaf, when a large file was added. */
  static Path leaf(DemoNode node, Set<Path> before) {
    return files(node).stream()
        .filter(file -> !before.contains(file))
        .max(Comparator.comparing(file -> file.toFile().length()))
        .orElseThrow(() -> new AssertionError("no new block on " + node));
  }

  static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other bytes at the same length, as a disk that rots leaves them. */
  static void corrupt(Path file) {
    try (RandomAccessFile block = new RandomAccessFile(file.toFile(), "rw")) {
      block.write("rotten!!".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
