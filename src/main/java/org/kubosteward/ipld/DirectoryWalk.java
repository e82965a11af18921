package org.kubosteward.ipld;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists a directory, sharded or not, from its blocks, a few entries a block. It fetches nothing:
 * see {@link FileWalk}. Every name is checked to be in the shard to which its hash leads. Used by
 * one thread; after a refusal it is of no use.
 */
public final class DirectoryWalk {
  /** A shard, and the slots that lead to it from the root. */
  private record Shard(Cid cid, List<Integer> way, int fanout) {}

  private final WalkBounds bounds;
  private final Waiting<Shard> waiting;
  private long entries;

  /** Nothing was read so far. */
  public DirectoryWalk(Cid root, WalkBounds bounds) {
    this.bounds = bounds;
    this.waiting = new Waiting<>(bounds, Shard::cid);
    waiting.push(new Shard(root, List.of(), 0));
  }

  /** Whether all entries were given out. */
  public boolean isDone() {
    return waiting.isEmpty();
  }

  /** The block that is needed next. */
  public Cid next() {
    return waiting.next();
  }

  /** Blocks that will be needed, in order, the next one first; more may come between them. */
  public List<Cid> ahead(int most) {
    return waiting.ahead(most);
  }

  /**
   * Takes the block that {@link #next} asked for.
   *
   * @return the entries in it, in the order of the block
   * @throws NoSuchPath when the root is no directory
   * @throws MalformedBlock when a shard is not what its place demands
   * @throws LimitExceeded when it takes more than its bounds allow
   */
  public List<DirectoryEntry> take(Block block) {
    Shard place = waiting.pop(block);
    UnixfsNode node = UnixfsNode.read(block);
    List<DirectoryEntry> found;
    if (node instanceof UnixfsShard shard) {
      found = entries(shard, place, block);
    } else if (node instanceof UnixfsDirectory directory && place.way().isEmpty()) {
      found = directory.entries();
    } else if (place.way().isEmpty()) {
      throw new NoSuchPath(
          "%s is a %s and no directory".formatted(block.cid(), Names.of(node.kind())));
    } else {
      throw malformed(block, "is a %s and stands as a shard".formatted(Names.of(node.kind())));
    }
    entries += found.size();
    if (entries > bounds.entries()) {
      throw new LimitExceeded("the directory has more than %d entries".formatted(bounds.entries()));
    }
    return found;
  }

  private List<DirectoryEntry> entries(UnixfsShard shard, Shard place, Block block) {
    if (!place.way().isEmpty()) {
      if (shard.fanout() != place.fanout()) {
        throw malformed(block, "has another fan-out than the shard above it");
      }
      if (shard.slots().isEmpty()) {
        throw malformed(block, "is a shard without entries below another");
      }
    }
    List<DirectoryEntry> found = new ArrayList<>();
    List<Shard> below = new ArrayList<>();
    for (UnixfsShard.Slot slot : shard.slots()) {
      List<Integer> way = new ArrayList<>(place.way());
      way.add(slot.index());
      if (slot.entry().isPresent()) {
        DirectoryEntry entry = slot.entry().get();
        if (!new HamtPath(entry.name(), shard.fanout()).leads(way)) {
          throw malformed(block, "has '%s' in a wrong slot".formatted(entry.name()));
        }
        found.add(entry);
      } else if (way.size() == HamtPath.depth(shard.fanout())) {
        throw malformed(block, "has a shard below it where no bits of the hash are left");
      } else {
        below.add(0, new Shard(slot.cid(), List.copyOf(way), shard.fanout()));
      }
    }
    below.forEach(waiting::push);
    return found;
  }

  private static MalformedBlock malformed(Block block, String why) {
    return new MalformedBlock("block %s %s".formatted(block.cid(), why));
  }
}
