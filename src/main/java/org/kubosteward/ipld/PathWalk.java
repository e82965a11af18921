package org.kubosteward.ipld;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows a path from a root through directories, sharded or not, and says what it leads to. It
 * fetches nothing: see {@link FileWalk}. It asks for no block of what the path leads to, and
 * follows no symlink. Used by one thread; after a refusal it is of no use.
 */
public final class PathWalk {
  private static final int MOST_NAMES = 256;

  private final List<String> names;
  private final List<Integer> way = new ArrayList<>();
  private Cid at;
  private int followed;
  private int fanout;

  /**
   * Nothing was read so far.
   *
   * @param path names with a slash between them; empty ones are passed over, as gateways do
   * @throws NoSuchPath when it has a name that is none
   * @throws LimitExceeded when it has too many
   */
  public PathWalk(Cid root, String path) {
    this.at = root;
    this.names = Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    if (names.size() > MOST_NAMES) {
      throw new LimitExceeded("the path has more than %d names".formatted(MOST_NAMES));
    }
    for (String name : names) {
      DirectoryEntry.fault(name)
          .ifPresent(
              fault -> {
                throw new NoSuchPath(fault);
              });
    }
  }

  /** Whether {@link #found} is known. */
  public boolean isDone() {
    return followed == names.size();
  }

  /** The block that is needed next. */
  public Cid next() {
    return at;
  }

  /** What the path leads to. */
  public Cid found() {
    if (!isDone()) {
      throw new IllegalStateException("The path was not followed to its end");
    }
    return at;
  }

  /**
   * Takes the block that {@link #next} asked for.
   *
   * @throws NoSuchPath when the path leads no further
   * @throws MalformedBlock when a shard is not what its place demands
   */
  public void take(Block block) {
    if (isDone() || !block.cid().equals(at)) {
      throw new IllegalArgumentException(
          "Block %s is not the one that was asked for".formatted(block.cid()));
    }
    String name = names.get(followed);
    UnixfsNode node = UnixfsNode.read(block);
    if (node instanceof UnixfsShard shard) {
      through(shard, name, block);
    } else if (node instanceof UnixfsDirectory directory && way.isEmpty()) {
      arrive(directory.find(name).orElseThrow(() -> missing(name)).cid());
    } else if (way.isEmpty()) {
      throw new NoSuchPath("'%s' is looked for in a %s".formatted(name, Names.of(node.kind())));
    } else {
      throw new MalformedBlock("block %s stands as a shard and is none".formatted(block.cid()));
    }
  }

  private void through(UnixfsShard shard, String name, Block block) {
    if (!way.isEmpty() && shard.fanout() != fanout) {
      throw new MalformedBlock(
          "block %s has another fan-out than the shard above it".formatted(block.cid()));
    }
    fanout = shard.fanout();
    if (way.size() == HamtPath.depth(fanout)) {
      throw new MalformedBlock(
          "block %s is a shard where no bits of the hash are left".formatted(block.cid()));
    }
    int index = new HamtPath(name, fanout).slot(way.size());
    UnixfsShard.Slot slot = shard.slot(index).orElseThrow(() -> missing(name));
    if (slot.entry().isEmpty()) {
      way.add(index);
      at = slot.cid();
    } else if (slot.entry().get().name().equals(name)) {
      arrive(slot.cid());
    } else {
      throw missing(name);
    }
  }

  private void arrive(Cid cid) {
    at = cid;
    followed++;
    way.clear();
  }

  private NoSuchPath missing(String name) {
    return new NoSuchPath(
        "there is no '%s' in '/%s'".formatted(name, String.join("/", names.subList(0, followed))));
  }
}
