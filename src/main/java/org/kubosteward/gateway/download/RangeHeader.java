package org.kubosteward.gateway.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.ByteRange;

/**
 * The part of a file that a request asks for.
 *
 * @param from the first byte
 * @param to before which byte it ends
 */
record RangeHeader(long from, long to) {
  private static final Pattern ONE = Pattern.compile("bytes *= *(\\d{0,18}) *- *(\\d{0,18})");

  /**
   * Reads {@code Range} for a file of that size; empty when it is none, of another unit, or of more
   * than one part: then all of the file is the answer, as HTTP allows.
   *
   * @throws NotServed when no byte of the file is in it
   */
  static Optional<RangeHeader> of(@Nullable String header, long size) {
    Matcher one = ONE.matcher(header == null ? "" : header.strip());
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long last = Long.parseLong(one.group(2));
      return Optional.of(within(Math.max(0, size - last), size, size, last == 0));
    }
    long from = Long.parseLong(one.group(1));
    if (one.group(2).isEmpty()) {
      return Optional.of(within(from, size, size, false));
    }
    long last = Long.parseLong(one.group(2));
    return last < from
        ? Optional.empty()
        : Optional.of(within(from, Math.min(size, last + 1), size, false));
  }

  private static RangeHeader within(long from, long to, long size, boolean empty) {
    if (empty || from >= size) {
      throw new NotServed(NotServed.Why.RANGE, "the file has %d bytes".formatted(size));
    }
    return new RangeHeader(from, to);
  }

  /** How many bytes. */
  long length() {
    return to - from;
  }

  ByteRange bytes() {
    return new ByteRange(from, to);
  }

  /** As {@code Content-Range} has it. */
  String content(long size) {
    return "bytes %d-%d/%d".formatted(from, to - 1, size);
  }
}
