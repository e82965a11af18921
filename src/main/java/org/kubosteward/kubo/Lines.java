package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Hands a body on line by line and holds no more than one line of it. */
final class Lines<T> implements Intake<T> {

  /** What is made of the lines. */
  interface Tally<T> {
    /** Counts one line, which is not empty. */
    void line(String line);

    /** Tells the value after the last line. */
    T end();

    /** As {@link Intake#endedBy}. */
    default T endedBy(String streamError) {
      throw UnusableAnswerException.told(FaultKind.LATE_ERROR, streamError);
    }

    /** As {@link Intake#progress}. */
    default long progress(long receivedBytes) {
      return receivedBytes;
    }
  }

  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private final int maxLineBytes;
  private final Tally<T> tally;

  Lines(int maxLineBytes, Tally<T> tally) {
    this.maxLineBytes = maxLineBytes;
    this.tally = tally;
  }

  @Override
  public void take(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        keep(bytes, from, at);
        flush();
        from = at + 1;
      }
    }
    keep(bytes, from, bytes.length);
  }

  private void keep(byte[] bytes, int from, int to) {
    rest.write(bytes, from, to - from);
    if (rest.size() > maxLineBytes) {
      throw new UnusableAnswerException(
          FaultKind.TOO_LARGE, "a line is longer than " + maxLineBytes + " bytes");
    }
  }

  private void flush() {
    String line = rest.toString(StandardCharsets.UTF_8).strip();
    rest.reset();
    if (!line.isEmpty()) {
      tally.line(line);
    }
  }

  @Override
  public T end() {
    flush();
    return tally.end();
  }

  @Override
  public T endedBy(String streamError) {
    flush();
    return tally.endedBy(streamError);
  }

  @Override
  public long progress(long receivedBytes) {
    return tally.progress(receivedBytes);
  }
}
