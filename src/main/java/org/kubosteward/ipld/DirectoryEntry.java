package org.kubosteward.ipld;

import java.util.Comparator;
import java.util.Optional;

/**
 * One name in a directory.
 *
 * @param name as it is written there: never empty, never a path
 * @param cid what it leads to
 * @param tsize what is claimed of the bytes of all blocks below it
 */
public record DirectoryEntry(String name, Cid cid, long tsize) {
  /** Bytes of a name at the most. Linux has 255; more is nobody's file. */
  public static final int MOST_NAME_BYTES = 1024;

  /** By the bytes of their names, as dag-pb sorts links. */
  static final Comparator<DirectoryEntry> BY_NAME =
      (one, other) -> Utf8.compare(one.name, other.name);

  /**
   * An entry.
   *
   * @throws NoSuchPath when that can be no name
   */
  public DirectoryEntry {
    Optional<String> fault = fault(name);
    if (fault.isPresent()) {
      throw new NoSuchPath(fault.get());
    }
  }

  /** Why that can be no name of an entry, if it cannot: it would lead out of its directory. */
  static Optional<String> fault(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.of("'%s' is no name of an entry".formatted(name));
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return Optional.of("a name of an entry has a slash or a NUL in it");
    }
    return Utf8.size(name) > MOST_NAME_BYTES
        ? Optional.of("a name of an entry has more than %d bytes".formatted(MOST_NAME_BYTES))
        : Optional.empty();
  }
}
