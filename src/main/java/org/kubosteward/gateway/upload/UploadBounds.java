package org.kubosteward.gateway.upload;

import java.time.Duration;

/**
 * The bounds of uploads, judged.
 *
 * @param bytes of a body
 * @param atOnce uploads that are taken at the same time
 * @param silence how long no byte of a body may come
 * @param patience how long a node may not get on
 * @param entries files and directories of a tar
 * @param resumable resumable uploads that may be there
 * @param idle after which a resumable one is forgotten
 */
public record UploadBounds(
    long bytes,
    int atOnce,
    Duration silence,
    Duration patience,
    int entries,
    int resumable,
    Duration idle) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public UploadBounds {
    above("upload-max", bytes);
    above("uploads-at-once", atOnce);
    above("upload-silence", silence.toMillis());
    above("node-patience", patience.toMillis());
    above("tar-entries-max", entries);
    above("resumable-max", resumable);
    above("resumable-idle", idle.toSeconds());
  }

  /** As they are set. */
  public static UploadBounds of(UploadConfig config) {
    return new UploadBounds(
        config.uploadMax().asLongValue(),
        config.uploadsAtOnce(),
        config.uploadSilence(),
        config.nodePatience(),
        config.tarEntriesMax(),
        config.resumableMax(),
        config.resumableIdle());
  }

  private static void above(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "steward.content.%s must be above zero, not %d".formatted(name, value));
    }
  }
}
