package org.kubosteward.gateway.upload;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.Subtree;
import org.kubosteward.kubo.KuboContent;

/** Takes content: a file or a tar in one request, or a file in parts of which each is certain. */
public final class UploadDesk implements Uploads, AutoCloseable {
  private final KuboContent content;
  private final KeptContent kept;
  private final UploadBounds bounds;
  private final NodeChoice choice;
  private final UploadBoard board;
  private final UploadThreads threads;
  private final TusShelf shelf;
  private final Keeping keeping;

  /**
   * Nothing is under way.
   *
   * @param clock the time of day
   * @param steady one that only ever goes forward
   */
  public UploadDesk(
      KuboContent content,
      IngestNodes nodes,
      KeptContent kept,
      UploadBounds bounds,
      InstantSource clock,
      InstantSource steady) {
    this.content = content;
    this.kept = kept;
    this.bounds = bounds;
    this.choice = new NodeChoice(nodes, steady);
    this.shelf = new TusShelf(bounds, choice, clock);
    this.board = new UploadBoard(bounds.atOnce(), clock, shelf::waiting);
    this.threads = new UploadThreads(bounds.atOnce());
    this.keeping = new Keeping(kept);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    threads.close();
  }

  @Override
  public List<UnderWay> underWay() {
    return board.underWay();
  }

  @Override
  public Set<String> nodes() {
    return board.nodes();
  }

  UploadBounds bounds() {
    return bounds;
  }

  KeptContent kept() {
    return kept;
  }

  TusShelf shelf() {
    return shelf;
  }

  /**
   * Takes a file or a tar whole.
   *
   * @param length of the body, if it says so
   * @param body opens it; called when there is a place and a node for it
   * @throws UploadRefused at once, or later as what came of it
   */
  CompletionStage<UploadAnswer> whole(
      UploadOrder order, boolean tar, OptionalLong length, Supplier<BodyStream> body) {
    if (length.orElse(0) > bounds.bytes()) {
      throw tooLarge(length.getAsLong());
    }
    board.enter();
    IngestNode node;
    BodyStream stream;
    try {
      node = choice.take(length);
      stream = body.get();
    } catch (RuntimeException none) {
      board.leave();
      throw none;
    }
    UploadBoard.Place place = board.begin(TusShelf.freshId(), order.name(), node, stream::taken);
    return threads
        .run(() -> build(order, tar, stream, node))
        .whenComplete(
            (answer, failed) -> {
              choice.left(node);
              place.close();
            });
  }

  private UploadAnswer build(UploadOrder order, boolean tar, BodyStream body, IngestNode node) {
    Ingest ingest = new Ingest(content, node, bounds.patience());
    try {
      Built built = tar ? directory(order, body, ingest) : file(order, body, ingest);
      return keeping.keep(order, built.root(), built.size(), ingest, node, Keeping.Sent.NOTHING);
    } catch (RuntimeException failed) {
      ingest.abandon("the upload failed");
      noted(failed, node);
      throw failed;
    }
  }

  private record Built(Subtree root, long size) {}

  private static Built file(UploadOrder order, BodyStream body, Ingest ingest) {
    FileBuilder file = new FileBuilder(order.profile(), Attributes.NONE, ingest);
    for (Optional<ByteBuffer> piece = body.next(); piece.isPresent(); piece = body.next()) {
      file.write(piece.get());
      settleWhenDue(ingest);
    }
    Subtree root = file.finish();
    return new Built(root, root.size());
  }

  private Built directory(UploadOrder order, BodyStream body, Ingest ingest) {
    TarTree tree =
        new TarTree(order.profile(), bounds.entries(), ingest, () -> settleWhenDue(ingest));
    Subtree root = tree.read(body);
    return new Built(root, tree.bytes());
  }

  static void settleWhenDue(Ingest ingest) {
    if (ingest.isDue()) {
      ingest.settle();
    }
  }

  /** Takes the next part of a resumable upload, of which the caller has the claim. */
  CompletionStage<TusUpload.State> part(TusUpload upload, TusPart part, Supplier<BodyStream> body) {
    board.enter();
    BodyStream stream;
    IngestNode node;
    try {
      node = choice.now(upload.node());
      stream = body.get();
    } catch (RuntimeException failed) {
      board.leave();
      throw failed;
    }
    long before = upload.state().offset();
    UploadBoard.Place place =
        board.begin(upload.id(), upload.order().name(), node, () -> before + stream.taken());
    TusRun run = new TusRun(content, keeping, bounds, upload, node);
    return threads
        .run(() -> run.take(stream, part))
        .whenComplete(
            (state, failed) -> {
              noted(failed, node);
              if (upload.state().done().isPresent()) {
                shelf.settle(upload);
              }
              place.close();
            });
  }

  UploadRefused tooLarge(long bytes) {
    return new UploadRefused(
        UploadRefused.Why.TOO_LARGE,
        "%d bytes are more than steward.content.upload-max, which is %d"
            .formatted(bytes, bounds.bytes()));
  }

  private void noted(@Nullable Throwable failed, IngestNode node) {
    if (failed instanceof UploadRefused refused && refused.why() == UploadRefused.Why.NODE) {
      choice.failed(node);
    }
  }
}
