package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/** Keeps the bytes, whose number the exchange bounds, and reads them at the end. */
final class WholeBody<T> implements Intake<T> {
  private final Buffer body = Buffer.buffer();
  private final Function<byte[], T> reader;

  WholeBody(Function<byte[], T> reader) {
    this.reader = reader;
  }

  @Override
  public void take(Buffer chunk) {
    body.appendBuffer(chunk);
  }

  @Override
  public T end() {
    return reader.apply(body.getBytes());
  }
}
