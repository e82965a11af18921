package org.kubosteward.gateway.upload;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The resumable uploads of this process. They are in its memory alone: after a restart they are
 * unknown, and whoever sends them begins anew.
 */
final class TusShelf {
  private static final int ID_BYTES = 16;
  private static final SecureRandom DICE = new SecureRandom();

  private final Map<String, TusUpload> uploads = new LinkedHashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final UploadBounds bounds;
  private final NodeChoice choice;
  private final InstantSource clock;

  TusShelf(UploadBounds bounds, NodeChoice choice, InstantSource clock) {
    this.bounds = bounds;
    this.choice = choice;
    this.clock = clock;
  }

  /** One that nobody guesses. */
  static String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    DICE.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Begins one, and chooses its node.
   *
   * @throws UploadRefused when there are enough, or there is no node
   */
  synchronized TusUpload create(UploadOrder order, long length, Optional<String> metadata) {
    sweep();
    if (uploads.size() >= bounds.resumable()) {
      forgetOneThatIsDone();
    }
    IngestNode node = choice.take(OptionalLong.of(length));
    TusUpload upload = new TusUpload(freshId(), order, length, metadata, node, clock.instant());
    uploads.put(upload.id(), upload);
    underWay.add(upload.id());
    return upload;
  }

  private void forgetOneThatIsDone() {
    TusUpload done =
        uploads.values().stream()
            .filter(upload -> upload.state().done().isPresent() && !upload.isClaimed())
            .min(Comparator.comparing(TusUpload::seen))
            .orElseThrow(
                () ->
                    new UploadRefused(
                        UploadRefused.Why.BUSY,
                        "there are %d resumable uploads, as many as steward.content.resumable-max allows; end one, or come again"
                            .formatted(uploads.size())));
    remove(done);
  }

  /** The one of that id, which is not forgotten for a while from now. */
  synchronized Optional<TusUpload> find(String id) {
    sweep();
    Optional<TusUpload> found = Optional.ofNullable(uploads.get(id));
    found.ifPresent(upload -> upload.touch(clock.instant()));
    return found;
  }

  /** Forgets one. What is on the node of it goes with the next collection of garbage there. */
  synchronized void remove(TusUpload upload) {
    uploads.remove(upload.id());
    settle(upload);
  }

  /** Its node has no more to do for it. */
  synchronized void settle(TusUpload upload) {
    if (underWay.remove(upload.id())) {
      choice.left(upload.node());
    }
  }

  /** When it is forgotten, unless somebody asks for it. */
  Instant expires(TusUpload upload) {
    return upload.seen().plus(bounds.idle());
  }

  /** Those that are not done. */
  synchronized List<Uploads.UnderWay> waiting() {
    sweep();
    return uploads.values().stream()
        .filter(upload -> upload.state().done().isEmpty())
        .map(
            upload ->
                new Uploads.UnderWay(
                    upload.id(),
                    upload.order().name(),
                    upload.state().offset(),
                    0,
                    upload.since(),
                    upload.node().id()))
        .toList();
  }

  private void sweep() {
    Instant now = clock.instant();
    new ArrayList<>(uploads.values())
        .stream()
            .filter(upload -> !upload.isClaimed() && expires(upload).isBefore(now))
            .forEach(this::remove);
  }
}
