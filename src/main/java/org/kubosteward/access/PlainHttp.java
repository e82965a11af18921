package org.kubosteward.access;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** What the listener without TLS speaks: HTTP/1.1 alone, unless HTTP/2 is asked for. */
@Singleton
public class PlainHttp implements HttpServerOptionsCustomizer {
  private final boolean http2;

  PlainHttp(AccessConfig config) {
    this.http2 = config.http2WithoutTls();
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(http2);
  }
}
