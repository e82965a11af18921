package org.kubosteward.gateway.upload;

import java.time.Duration;
import java.util.Optional;

/** An upload ends without content, for a reason that whoever sent it is told. */
final class UploadRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose doing it was, with the status that says so. */
  enum Why {
    /** What was sent or asked for cannot be. */
    BAD_REQUEST(400, "Bad request"),
    /** There is no such resumable upload. */
    UNKNOWN(404, "Not found"),
    /** A part that does not begin where the upload stands. */
    WRONG_OFFSET(409, "Wrong offset"),
    /** Another part of the same upload is being taken. */
    LOCKED(423, "Locked"),
    /** The body came too slowly. */
    SLOW_BODY(408, "Too slow"),
    /** It has more bytes than it may. */
    TOO_LARGE(413, "Too large"),
    /** As many as may be are under way. */
    BUSY(429, "Too many uploads"),
    /** The sender hung up: nobody reads this. */
    CUT(400, "Cut off"),
    /** The bytes of a chunk are not those of its checksum. */
    CHECKSUM(460, "Checksum mismatch"),
    /** The node did not do its part. */
    NODE(502, "The node failed"),
    /** There is no node, or nowhere to write down that the content is kept. */
    UNAVAILABLE(503, "Cannot be taken now"),
    /** No node has room for it. */
    NO_ROOM(507, "No room");

    private final int status;
    private final String title;

    Why(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    String title() {
      return title;
    }
  }

  private final Why why;

  UploadRefused(Why why, String detail) {
    super(detail);
    this.why = why;
  }

  static UploadRefused badRequest(String detail) {
    return new UploadRefused(Why.BAD_REQUEST, detail);
  }

  Why why() {
    return why;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /** When to come again, where that is worth saying. */
  Optional<Duration> retryAfter() {
    return switch (why) {
      case BUSY -> Optional.of(Duration.ofSeconds(30));
      case UNAVAILABLE, NODE -> Optional.of(Duration.ofSeconds(10));
      default -> Optional.empty();
    };
  }
}
