package org.kubosteward.ipld;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds a directory: in one block, or sharded when the profile says that it is too large for one.
 * Its entries are held until it is finished. Used by one thread.
 */
public final class DirectoryBuilder {
  private final ImportProfile profile;
  private final Attributes attributes;
  private final int most;
  private final Consumer<Block> sink;
  private final Map<String, DirectoryEntry> entries = new HashMap<>();

  /** An empty directory, which takes so many entries at the most. */
  public DirectoryBuilder(
      ImportProfile profile, Attributes attributes, int most, Consumer<Block> sink) {
    this.profile = profile;
    this.attributes = attributes;
    this.most = most;
    this.sink = sink;
  }

  /**
   * Adds an entry, in place of one that has the same name.
   *
   * @throws NoSuchPath when that can be no name
   * @throws LimitExceeded when there are too many
   */
  public void put(String name, Subtree child) {
    entries.put(name, new DirectoryEntry(name, child.cid(), child.tsize()));
    if (entries.size() > most) {
      entries.remove(name);
      throw new LimitExceeded("a directory has more than %d entries".formatted(most));
    }
  }

  /** Builds it, and says what was built. */
  public Subtree finish() {
    if (estimate(profile, attributes, entries.values()) > profile.directoryBytes()) {
      return new HamtBuilder(profile, sink).build(entries.values(), attributes);
    }
    List<DirectoryEntry> sorted = entries.values().stream().sorted(DirectoryEntry.BY_NAME).toList();
    Block block =
        profile.node(
            sorted.stream()
                .map(entry -> PbLink.of(entry.name(), entry.cid(), entry.tsize()))
                .toList(),
            UnixfsData.of(UnixfsType.DIRECTORY, attributes));
    sink.accept(block);
    long below = sorted.stream().mapToLong(DirectoryEntry::tsize).sum();
    return new Subtree(block.cid(), block.size() + below, 0);
  }

  /** Bytes that kubo takes the directory to have. */
  static long estimate(
      ImportProfile profile, Attributes attributes, Collection<DirectoryEntry> entries) {
    boolean whole = profile.estimate() == ImportProfile.Estimate.BLOCK;
    long size = 0;
    if (whole) {
      size = field(UnixfsCodec.encode(UnixfsData.of(UnixfsType.DIRECTORY, attributes)).length);
    }
    for (DirectoryEntry entry : entries) {
      int name = Utf8.size(entry.name());
      int cid = entry.cid().size();
      size += whole ? field(field(cid) + field(name) + 1 + Varint.size(entry.tsize())) : name + cid;
    }
    return size;
  }

  /** Bytes of a field of protobuf with that many bytes in it. */
  private static int field(int size) {
    return 1 + Varint.size(size) + size;
  }
}
