package org.kubosteward.gateway.upload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.kubosteward.ipld.FileBuilder;
import org.kubosteward.ipld.Subtree;
import org.kubosteward.kubo.KuboContent;

/**
 * Takes one part of a resumable upload. It builds on a fork of what is certain, and what is certain
 * moves when the node has confirmed the blocks: whatever fails, the file stands where it stood. A
 * part with a checksum counts whole or not at all.
 */
final class TusRun {
  private final Keeping keeping;
  private final TusUpload upload;
  private final IngestNode node;
  private final Ingest ingest;
  private final Keeping.Sent before;
  private long offset;
  private FileBuilder draft;

  TusRun(
      KuboContent content,
      Keeping keeping,
      UploadBounds bounds,
      TusUpload upload,
      IngestNode node) {
    this.keeping = keeping;
    this.upload = upload;
    this.node = node;
    this.ingest = new Ingest(content, node, bounds.patience());
    TusUpload.State state = upload.state();
    this.before = state.sent();
    this.offset = state.offset();
    this.draft = fork(state);
  }

  private FileBuilder fork(TusUpload.State state) {
    return state
        .builder()
        .orElseThrow(() -> new IllegalStateException("the upload is done"))
        .fork(ingest);
  }

  /** Takes it, and says what is certain then. */
  TusUpload.State take(BodyStream body, TusPart part) {
    try {
      Optional<MessageDigest> hash = part.checksum().map(TusPart.Checksum::start);
      Optional<UploadRefused> ended = read(body, hash);
      if (ended.isPresent() && hash.isPresent()) {
        throw ended.get();
      }
      if (hash.isPresent() && !matches(hash.get(), part)) {
        throw new UploadRefused(
            UploadRefused.Why.CHECKSUM,
            "the bytes are not those of Upload-Checksum; nothing of this part was taken");
      }
      finish();
      if (ended.isPresent()) {
        throw ended.get();
      }
      return upload.state();
    } catch (RuntimeException failed) {
      ingest.abandon("the part failed");
      throw failed;
    }
  }

  private static boolean matches(MessageDigest hash, TusPart part) {
    return part.checksum()
        .map(TusPart.Checksum::digest)
        .filter(HexFormat.of().formatHex(hash.digest())::equals)
        .isPresent();
  }

  /** Reads the body; what came before its sender hung up or fell silent is as good as any. */
  private Optional<UploadRefused> read(BodyStream body, Optional<MessageDigest> hash) {
    try {
      for (Optional<ByteBuffer> piece = body.next(); piece.isPresent(); piece = body.next()) {
        ByteBuffer bytes = piece.get();
        hash.ifPresent(known -> known.update(bytes.duplicate()));
        offset += bytes.remaining();
        draft.write(bytes);
        if (ingest.isDue() && hash.isEmpty()) {
          ingest.settle();
          commit();
          draft = fork(upload.state());
        }
      }
      return Optional.empty();
    } catch (UploadRefused refused) {
      if (refused.why() == UploadRefused.Why.CUT || refused.why() == UploadRefused.Why.SLOW_BODY) {
        return Optional.of(refused);
      }
      throw refused;
    }
  }

  private void finish() {
    if (offset < upload.length()) {
      ingest.settle();
      commit();
      return;
    }
    Subtree root = draft.finish();
    UploadAnswer answer = keeping.keep(upload.order(), root, root.size(), ingest, node, before);
    upload.commit(
        new TusUpload.State(offset, Optional.empty(), before.and(ingest), Optional.of(answer)));
  }

  private void commit() {
    upload.commit(
        new TusUpload.State(offset, Optional.of(draft), before.and(ingest), Optional.empty()));
  }
}
