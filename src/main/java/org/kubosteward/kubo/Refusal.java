package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the little that is worth reading of an answer whose status is not 200. */
final class Refusal<T> implements Intake<T> {
  /** kubo's longest messages (all dials failed) stay below this; a proxy's page need not end. */
  private static final int MAX_BYTES = 32 << 10;

  private final Buffer body = Buffer.buffer();
  private final int status;
  private final String type;

  Refusal(int status, String contentType) {
    this.status = status;
    this.type = contentType.toLowerCase(Locale.ROOT);
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
    String text = body.toString(StandardCharsets.UTF_8).strip();
    boolean json = type.startsWith("application/json");
    if (status == 403 || status == 401) {
      throw new UnusableAnswerException(
          FaultKind.FORBIDDEN,
          "HTTP " + status + ": the credentials are missing, wrong, or not allowed this call");
    }
    if ((status == 500 || status == 400) && json) {
      throw UnusableAnswerException.told(
          FaultKind.REJECTED, Fields.of(body.getBytes(), "Message").text("Message"));
    }
    if (status == 400 && type.startsWith("text/plain")) {
      throw UnusableAnswerException.told(FaultKind.REJECTED, text);
    }
    if (status == 404) {
      throw new UnusableAnswerException(
          FaultKind.NOT_KUBO, "HTTP 404: not kubo's RPC port, or a kubo without this call");
    }
    throw new UnusableAnswerException(
        FaultKind.NOT_KUBO, "HTTP " + status + ", which kubo's RPC does not answer");
  }

  @Override
  public T endedBy(String streamError) {
    return end();
  }
}
