package org.kubosteward.ipld;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files and directories from a seed, on a disk and built by us. */
final class RandomTree {
  private static final List<String> ALPHABET =
      List.of("a", "b", "Z", "0", "-", "_", ".", " ", "ä", "é", "日", "😀", "~", "+", "%");

  private final Random random;
  private final int chunk;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> symlinks = new TreeMap<>();
  private final TreeSet<String> directories = new TreeSet<>();

  RandomTree(long seed, int chunk) {
    this.random = new Random(seed);
    this.chunk = chunk;
    fill("", 0);
  }

  private void fill(String path, int depth) {
    int count = random.nextInt(depth == 0 ? 12 : 7) + (depth == 0 ? 3 : 0);
    for (int i = 0; i < count; i++) {
      String at = path + name();
      if (files.containsKey(at) || symlinks.containsKey(at) || directories.contains(at)) {
        continue;
      }
      int kind = random.nextInt(10);
      if (kind < 3 && depth < 4) {
        directories.add(at);
        fill(at + "/", depth + 1);
      } else if (kind == 3) {
        symlinks.put(at, "../" + name());
      } else {
        files.put(at, content());
      }
    }
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 8);
    for (int i = 0; i < length; i++) {
      name.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }
    // A name of dots alone is none; one that ends in a letter never is.
    return name.append((char) ('a' + random.nextInt(26))).toString();
  }

  /** Sizes about the edges of chunks above all. */
  private byte[] content() {
    int size =
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1 -> chunk + random.nextInt(3) - 1;
          case 2 -> chunk * (1 + random.nextInt(4)) + random.nextInt(3) - 1;
          default -> random.nextInt(200);
        };
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  Map<String, byte[]> files() {
    return files;
  }

  void writeTo(Path root) throws IOException {
    Files.createDirectories(root);
    for (String directory : directories) {
      Files.createDirectories(root.resolve(directory));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(root.resolve(file.getKey()), file.getValue());
    }
    for (Map.Entry<String, String> symlink : symlinks.entrySet()) {
      Files.createSymbolicLink(root.resolve(symlink.getKey()), Path.of(symlink.getValue()));
    }
  }

  /** In pieces of a random size, as bytes arrive. */
  Subtree build(ImportProfile profile, MemoryBlocks sink) {
    TreeBuilder tree = new TreeBuilder(profile, TreeBuilder.Bounds.SHIPPED, sink);
    symlinks.forEach(
        (path, target) -> {
          Block block = profile.symlink(target);
          sink.accept(block);
          tree.put(path, Subtree.of(block));
        });
    files.forEach((path, bytes) -> tree.put(path, file(profile, bytes, sink)));
    directories.forEach(path -> tree.directory(path, Attributes.NONE));
    return tree.finish();
  }

  private Subtree file(ImportProfile profile, byte[] bytes, MemoryBlocks sink) {
    FileBuilder file = new FileBuilder(profile, Attributes.NONE, sink);
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(2 * chunk));
      file.write(ByteBuffer.wrap(bytes, at, size));
      at += size;
    }
    return file.finish();
  }
}
