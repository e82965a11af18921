package org.kubosteward.ipld;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that fits into one block.
 *
 * @param entries in the order of the block; of two with one name the first counts, and it alone is
 *     here
 */
public record UnixfsDirectory(List<DirectoryEntry> entries, Attributes attributes)
    implements UnixfsNode {
  /** A directory of which nobody changes the list afterwards. */
  public UnixfsDirectory {
    entries = List.copyOf(entries);
  }

  static UnixfsDirectory of(PbNode node, UnixfsData message, Bytes in) {
    if (!message.blockSizes().isEmpty() || message.fanout().isPresent()) {
      throw in.refuse("it is a directory and says more than a directory does");
    }
    List<DirectoryEntry> entries = new ArrayList<>(node.links().size());
    Set<String> names = new HashSet<>();
    for (PbLink link : node.links()) {
      String name = link.nameOrEmpty();
      DirectoryEntry.fault(name)
          .ifPresent(
              fault -> {
                throw in.refuse(fault);
              });
      if (names.add(name)) {
        entries.add(new DirectoryEntry(name, link.cid(), link.tsize().orElse(0)));
      }
    }
    return new UnixfsDirectory(entries, message.attributes());
  }

  /** The entry of that name. */
  public Optional<DirectoryEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  @Override
  public Kind kind() {
    return Kind.DIRECTORY;
  }
}
