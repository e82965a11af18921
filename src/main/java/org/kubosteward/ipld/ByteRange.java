package org.kubosteward.ipld;

/**
 * A part of a file, of which the size need not be known yet.
 *
 * @param from the first byte; below zero it is counted from the end
 * @param to before which byte it ends; at or beyond the end of the file means all of it
 */
public record ByteRange(long from, long to) {
  /** The whole file. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  /** The last so many bytes. */
  public static ByteRange last(long bytes) {
    return new ByteRange(bytes == 0 ? Long.MAX_VALUE : -bytes, Long.MAX_VALUE);
  }

  /** The same in a file of that size: never beyond it, and empty when nothing of it is in it. */
  ByteRange within(long size) {
    long begin = from < 0 ? Math.max(0, size + from) : Math.min(from, size);
    return new ByteRange(begin, Math.max(begin, Math.min(to, size)));
  }

  /** How many bytes, once it is {@link #within} a file. */
  long length() {
    return to - from;
  }
}
