package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds the shards of a large directory, those below before those above. */
final class HamtBuilder {
  private record Placed(HamtPath path, DirectoryEntry entry) {}

  private final ImportProfile profile;
  private final int fanout;
  private final Consumer<Block> sink;

  HamtBuilder(ImportProfile profile, Consumer<Block> sink) {
    this.profile = profile;
    this.fanout = profile.fanout();
    this.sink = sink;
  }

  Subtree build(Collection<DirectoryEntry> entries, Attributes attributes) {
    List<Placed> placed =
        entries.stream()
            .map(entry -> new Placed(new HamtPath(entry.name(), fanout), entry))
            .sorted(Comparator.comparing(Placed::path))
            .toList();
    return shard(placed, 0, attributes);
  }

  private Subtree shard(List<Placed> placed, int above, Attributes attributes) {
    List<PbLink> links = new ArrayList<>();
    List<UnixfsShard.Slot> slots = new ArrayList<>();
    for (int from = 0; from < placed.size(); ) {
      int slot = placed.get(from).path().slot(above);
      int to = from + 1;
      while (to < placed.size() && placed.get(to).path().slot(above) == slot) {
        to++;
      }
      PbLink link = link(placed.subList(from, to), slot, above);
      links.add(link);
      slots.add(new UnixfsShard.Slot(slot, Optional.empty(), link.cid()));
      from = to;
    }
    ByteBuffer bits = ByteBuffer.wrap(UnixfsShard.bits(slots, fanout));
    Block block = profile.node(links, UnixfsData.shard(bits, fanout, attributes));
    sink.accept(block);
    long below = links.stream().mapToLong(link -> link.tsize().orElse(0)).sum();
    return new Subtree(block.cid(), block.size() + below, 0);
  }

  private PbLink link(List<Placed> alike, int slot, int above) {
    String prefix = UnixfsShard.prefix(slot, fanout);
    DirectoryEntry first = alike.get(0).entry();
    if (alike.size() == 1) {
      return PbLink.of(prefix + first.name(), first.cid(), first.tsize());
    }
    if (above + 1 == alike.get(0).path().depth()) {
      throw new LimitExceeded(
          "the names '%s' and '%s' have one hash: no directory of shards holds both"
              .formatted(first.name(), alike.get(1).entry().name()));
    }
    Subtree below = shard(alike, above + 1, Attributes.NONE);
    return PbLink.of(prefix, below.cid(), below.tsize());
  }
}
