package org.kubosteward.gateway.download;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.DirectoryEntry;
import org.kubosteward.ipld.DirectoryWalk;
import org.kubosteward.ipld.MalformedCid;
import org.kubosteward.ipld.NoSuchPath;
import org.kubosteward.ipld.PathWalk;
import org.kubosteward.ipld.Refusal;
import org.kubosteward.ipld.UnixfsFile;
import org.kubosteward.ipld.UnixfsNode;
import org.kubosteward.ipld.WalkBounds;
import org.kubosteward.kubo.KuboGateway;

/** Finds what a CID and a path lead to, over the nodes that hold its blocks. */
public final class DownloadDesk {
  /** Entries of a directory that are listed at the most. */
  static final int ENTRIES_MOST = 10_000;

  private final KuboGateway gateway;
  private final SourceNodes nodes;
  private final Duration deadline;
  private final Semaphore places;
  private final int most;

  /**
   * Nothing is read so far.
   *
   * @param atOnce downloads that may be under way
   * @param deadline how long a node may take for one block
   * @throws IllegalArgumentException naming the setting that is not above zero
   */
  public DownloadDesk(KuboGateway gateway, SourceNodes nodes, int atOnce, Duration deadline) {
    if (atOnce <= 0) {
      throw new IllegalArgumentException(
          "steward.content.downloads-at-once must be above zero, not " + atOnce);
    }
    if (deadline.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "steward.content.block-deadline must be above zero, not " + deadline);
    }
    this.gateway = gateway;
    this.nodes = nodes;
    this.deadline = deadline;
    this.most = atOnce;
    this.places = new Semaphore(atOnce);
  }

  /**
   * Takes a place for a download.
   *
   * @throws NotServed when as many as may be are under way
   */
  Place enter() {
    if (!places.tryAcquire()) {
      throw new NotServed(
          NotServed.Why.BUSY,
          "%d downloads are under way, and no more are given at once; come again".formatted(most));
    }
    return new Place(places::release);
  }

  /**
   * What is there.
   *
   * @param text a CID
   * @param path names with a slash between them below it; may be empty
   * @return it, or {@link NotServed}
   */
  CompletionStage<Found> find(String text, String path) {
    try {
      Cid root = Cid.parse(text);
      PathWalk walk = new PathWalk(root, path);
      BlockReader blocks = new BlockReader(gateway, nodes.sources(), deadline);
      return told(follow(walk, blocks).thenCompose(at -> open(at, blocks)));
    } catch (MalformedCid malformed) {
      return CompletableFuture.failedFuture(
          new NotServed(
              NotServed.Why.BAD_REQUEST,
              "'%s' is no CID: %s".formatted(text, malformed.getMessage())));
    } catch (Refusal refusal) {
      return CompletableFuture.failedFuture(worded(refusal));
    } catch (NotServed none) {
      return CompletableFuture.failedFuture(none);
    }
  }

  private static CompletionStage<Cid> follow(PathWalk walk, BlockReader blocks) {
    return walk.isDone()
        ? CompletableFuture.completedFuture(walk.found())
        : blocks
            .read(walk.next())
            .thenCompose(
                block -> {
                  walk.take(block);
                  return follow(walk, blocks);
                });
  }

  private static CompletionStage<Found> open(Cid cid, BlockReader blocks) {
    return blocks
        .read(cid)
        .thenCompose(
            block -> {
              UnixfsNode node = UnixfsNode.read(block);
              blocks.remember(block);
              return switch (node.kind()) {
                case FILE ->
                    CompletableFuture.completedFuture(
                        new Found.File(cid, ((UnixfsFile) node).size(), blocks));
                case DIRECTORY, SHARD ->
                    list(
                        new DirectoryWalk(cid, WalkBounds.SHIPPED), cid, new ArrayList<>(), blocks);
                case SYMLINK ->
                    throw new NotServed(
                        NotServed.Why.UNREADABLE,
                        "%s is a symlink, and none is followed here".formatted(cid));
              };
            });
  }

  private static CompletionStage<Found> list(
      DirectoryWalk walk, Cid cid, List<DirectoryEntry> entries, BlockReader blocks) {
    if (walk.isDone() || entries.size() > ENTRIES_MOST) {
      return CompletableFuture.completedFuture(new Found.Directory(ListingAnswer.of(cid, entries)));
    }
    return blocks
        .read(walk.next())
        .thenCompose(
            (Block block) -> {
              entries.addAll(walk.take(block));
              return list(walk, cid, entries, blocks);
            });
  }

  private static <T> CompletionStage<T> told(CompletionStage<T> stage) {
    return stage
        .handle(
            (value, failed) -> {
              Throwable cause =
                  failed != null && failed.getCause() != null ? failed.getCause() : failed;
              return cause == null
                  ? CompletableFuture.completedFuture(value)
                  : CompletableFuture.<T>failedFuture(
                      cause instanceof Refusal refusal ? worded(refusal) : cause);
            })
        .thenCompose(Function.identity());
  }

  private static NotServed worded(Refusal refusal) {
    NotServed.Why why =
        refusal instanceof NoSuchPath ? NotServed.Why.NO_SUCH_PATH : NotServed.Why.UNREADABLE;
    return new NotServed(why, String.valueOf(refusal.getMessage()));
  }
}
