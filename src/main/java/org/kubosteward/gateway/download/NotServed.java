package org.kubosteward.gateway.download;

/** Content is not given out, for a reason that whoever asked is told. */
final class NotServed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, with the status that says so. */
  enum Why {
    /** What was asked for cannot be. */
    BAD_REQUEST(400, "Bad request"),
    /** The path leads nowhere. */
    NO_SUCH_PATH(404, "Not found"),
    /** Every node said that it does not hold a block of it. */
    NOBODY_HAS_IT(404, "Nobody has it"),
    /** The range has no byte of the file in it. */
    RANGE(416, "No such range"),
    /** As many downloads as may be are under way. */
    BUSY(429, "Too many downloads"),
    /** It is not what it seems, or larger than it may be. */
    UNREADABLE(422, "Cannot be read"),
    /** There is no node. */
    UNAVAILABLE(503, "Cannot be read now"),
    /** A node that may hold it did not give it in time, or gave it damaged. */
    NOBODY_GAVE_IT(504, "Nobody gave it");

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

  NotServed(Why why, String detail) {
    super(detail);
    this.why = why;
  }

  Why why() {
    return why;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
