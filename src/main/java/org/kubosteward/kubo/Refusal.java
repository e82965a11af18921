package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/** Reads the little that is worth reading of an answer whose status is not 200. */
final class Refusal<T> implements Intake<T> {
  /** kubo's longest messages (all dials failed) stay below this; a proxy's page need not end. */
  private static final int MAX_BYTES = 32 << 10;

  private final Buffer body = Buffer.buffer();
  private final int status;
  private final String type;
  private final Dialect dialect;

  Refusal(int status, String contentType, Dialect dialect) {
    this.status = status;
    this.type = contentType.toLowerCase(Locale.ROOT);
    this.dialect = dialect;
  }

  @Override
  public void take(Buffer chunk) {
    body.appendBuffer(chunk);
    if (body.length() > MAX_BYTES) {
      throw new UnusableAnswerException(
          FaultKind.NOT_KUBO, "HTTP " + status + " with an endless body");
    }
  }

  @Override
  public T end() {
    throw dialect.refused(status, type, body.getBytes());
  }

  @Override
  public T endedBy(String streamError) {
    return end();
  }
}
