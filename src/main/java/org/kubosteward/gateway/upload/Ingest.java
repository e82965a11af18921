package org.kubosteward.gateway.upload;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.CarWriter;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.BytePipe;
import org.kubosteward.kubo.CarImport;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.PinProgress;
import org.kubosteward.kubo.Reply;
import org.kubosteward.kubo.Transfer;

/**
 * Puts blocks on one node while they are built, as CARs without a root, unpinned: such an import
 * holds no lock of kubo. One CAR ends when the blocks so far are to be certain ({@link #settle}),
 * for until its end kubo has promised none of them. Used by one thread, which waits while the node
 * takes nothing.
 */
final class Ingest implements Consumer<Block> {
  /** So much goes into one import, of which a broken one loses no more. */
  static final long SEGMENT = 256L << 20;

  /** What is held on its way to the node. */
  private static final long PIPE = 2L << 20;

  /** The import itself gives up first, and says better why. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private record Open(BytePipe pipe, Transfer<CarImport> transfer, CarWriter car) {}

  private final KuboContent content;
  private final IngestNode node;
  private final Duration patience;
  private @Nullable Open open;
  private long openBlocks;
  private long openBytes;
  private long blocks;
  private long bytes;

  Ingest(KuboContent content, IngestNode node, Duration patience) {
    this.content = content;
    this.node = node;
    this.patience = patience;
  }

  /** Blocks that were sent, one that occurs twice as two. */
  long blocks() {
    return blocks;
  }

  /** Bytes of those blocks. */
  long bytes() {
    return bytes;
  }

  /** Whether the import that is open has as much as is to be at stake. */
  boolean isDue() {
    return openBytes >= SEGMENT;
  }

  @Override
  public void accept(Block block) {
    Open now = open == null ? begin() : open;
    now.car().write(block);
    openBlocks++;
    openBytes += block.size();
    blocks++;
    bytes += block.size();
  }

  private Open begin() {
    BytePipe pipe = new BytePipe(PIPE);
    Transfer<CarImport> transfer = content.dagImport(node.rpc(), pipe, false, patience);
    Open begun = new Open(pipe, transfer, new CarWriter(List.of(), part -> put(pipe, part)));
    open = begun;
    openBlocks = 0;
    openBytes = 0;
    return begun;
  }

  private void put(BytePipe pipe, ByteBuffer part) {
    try {
      if (!pipe.put(part, patience.plus(MARGIN))) {
        settle();
        throw failed("it ended the import before all blocks were sent");
      }
    } catch (TimeoutException stuck) {
      throw failed("it took no byte for %d s".formatted(patience.plus(MARGIN).toSeconds()));
    } catch (InterruptedException stopped) {
      throw stopped();
    }
  }

  /**
   * Ends the import that is open. When this returns, the node has all blocks that were sent.
   *
   * @throws UploadRefused when it has not
   */
  void settle() {
    Open ending = open;
    if (ending == null) {
      return;
    }
    open = null;
    ending.pipe().end();
    CarImport told = await(ending.transfer());
    if (told.blocks() != openBlocks || told.bytes() != openBytes) {
      throw failed(
          "it says that it took %d blocks with %d bytes, and %d with %d were sent"
              .formatted(told.blocks(), told.bytes(), openBlocks, openBytes));
    }
    openBytes = 0;
  }

  /** Sends nothing more; what is in an import that is open may be lost. */
  void abandon(String why) {
    Open ending = open;
    if (ending != null) {
      open = null;
      ending.transfer().cancel(why);
    }
  }

  /**
   * Pins what was put there.
   *
   * @throws UploadRefused when it is not pinned
   */
  void pin(Cid root, String name) {
    Transfer<PinProgress> pin = content.pinAdd(node.rpc(), root, name, progress -> {}, patience);
    await(pin);
  }

  private <T> T await(Transfer<T> transfer) {
    try {
      // Its own patience ends it; how long it gets on is not bounded.
      Reply<T> reply = transfer.reply().toCompletableFuture().get();
      return reply.fold(
          answer -> answer.value(),
          fault -> {
            throw failed(told(fault));
          });
    } catch (InterruptedException stopped) {
      transfer.cancel("this process stops");
      throw stopped();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a transfer has a reply always", impossible);
    }
  }

  private static String told(Fault<?> fault) {
    return Optional.of(fault.detail()).filter(why -> !why.isBlank()).orElse(fault.kind().name());
  }

  private UploadRefused failed(String why) {
    return new UploadRefused(
        UploadRefused.Why.NODE,
        "node %s did not take the content: %s; nothing is pinned, send it again"
            .formatted(node.id(), why));
  }

  private static UploadRefused stopped() {
    Thread.currentThread().interrupt();
    return new UploadRefused(UploadRefused.Why.UNAVAILABLE, "this process stops; send it again");
  }
}
