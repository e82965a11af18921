package org.kubosteward.gateway.upload;

import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Subtree;

/**
 * The end of every upload: the blocks are certain, the root is pinned, and that is written down.
 */
final class Keeping {
  private final KeptContent kept;

  Keeping(KeptContent kept) {
    this.kept = kept;
  }

  /**
   * Keeps what was put there. It blocks.
   *
   * @param size bytes of all files
   * @param sent blocks and bytes of earlier parts of the upload
   * @throws UploadRefused when the content is not kept
   */
  UploadAnswer keep(
      UploadOrder order, Subtree root, long size, Ingest ingest, IngestNode node, Sent sent) {
    ingest.settle();
    Cid cid = root.cid();
    ingest.pin(cid, order.name());
    Sent all = sent.and(ingest);
    try {
      kept.want(
          new KeptContent.Wanted(
              cid, order.name(), order.policy(), order.who(), all.bytes(), node.id()));
    } catch (RuntimeException unwritten) {
      throw new UploadRefused(
          UploadRefused.Why.UNAVAILABLE,
          "%s is pinned on node %s, and it could not be written down that it is to be kept: %s; send it again"
              .formatted(cid, node.id(), unwritten.getMessage()));
    }
    return new UploadAnswer(
        cid.toString(), size, all.bytes(), all.blocks(), node.id(), order.name());
  }

  /** What was sent to the node. */
  record Sent(long blocks, long bytes) {
    static final Sent NOTHING = new Sent(0, 0);

    Sent and(Ingest ingest) {
      return new Sent(blocks + ingest.blocks(), bytes + ingest.bytes());
    }
  }
}
