package org.kubosteward.gateway.upload;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kubosteward.ipld.Attributes;
import org.kubosteward.ipld.FileBuilder;

/**
 * A file that comes in parts. What it is at any time is a {@link State}, which moves only when the
 * node has confirmed every block of it.
 */
final class TusUpload {
  /**
   * What is certain of it.
   *
   * @param offset bytes of the file that are on the node, or in the chunk that is held here
   * @param builder stands at that offset; it is forked and never written to; empty when it is done
   * @param sent what the node confirmed
   * @param done the content, once it is kept
   */
  record State(
      long offset, Optional<FileBuilder> builder, Keeping.Sent sent, Optional<UploadAnswer> done) {}

  private final String id;
  private final UploadOrder order;
  private final long length;
  private final Optional<String> metadata;
  private final IngestNode node;
  private final Instant since;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile Instant seen;
  private volatile State state;

  TusUpload(
      String id,
      UploadOrder order,
      long length,
      Optional<String> metadata,
      IngestNode node,
      Instant since) {
    this.id = id;
    this.metadata = metadata;
    this.order = order;
    this.length = length;
    this.node = node;
    this.since = since;
    this.seen = since;
    this.state =
        new State(
            0,
            Optional.of(new FileBuilder(order.profile(), Attributes.NONE, unused -> {})),
            Keeping.Sent.NOTHING,
            Optional.empty());
  }

  String id() {
    return id;
  }

  UploadOrder order() {
    return order;
  }

  /** Bytes of the whole file. */
  long length() {
    return length;
  }

  /** What its sender wrote on it, as it was written. */
  Optional<String> metadata() {
    return metadata;
  }

  /** Where it goes, as it was when it began. */
  IngestNode node() {
    return node;
  }

  Instant since() {
    return since;
  }

  State state() {
    return state;
  }

  /** From now on this is certain; by the holder of the claim. */
  void commit(State next) {
    state = next;
  }

  /** When somebody last asked about it. */
  Instant seen() {
    return seen;
  }

  void touch(Instant now) {
    seen = now;
  }

  /** Whether it is the caller's alone now, until {@link #release}. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  void release() {
    claimed.set(false);
  }

  boolean isClaimed() {
    return claimed.get();
  }
}
