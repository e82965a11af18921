package org.kubosteward.ipld;

/** Kinds of nodes in words. */
final class Names {
  private Names() {}

  static String of(UnixfsNode.Kind kind) {
    return switch (kind) {
      case FILE -> "file";
      case DIRECTORY -> "directory";
      case SHARD -> "sharded directory";
      case SYMLINK -> "symlink";
    };
  }
}
