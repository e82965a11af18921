package org.kubosteward.ipld;

import java.util.Arrays;
import java.util.Optional;

/** What a node of UnixFS is. */
enum UnixfsType {
  /** A leaf of a file, as the first IPFS wrote it. */
  RAW(0),
  DIRECTORY(1),
  FILE(2),
  /** Described a file beside it; nothing writes it any more. */
  METADATA(3),
  SYMLINK(4),
  /** A part of a directory that is too large for one block. */
  HAMT_SHARD(5);

  private final int code;

  UnixfsType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Optional<UnixfsType> of(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
