package org.kubosteward.text;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * A server on loopback whose certificate is from a private CA, and that answers everything alike.
 * It is Vert.x': the JDK's own ends a connection whose handshake fails without saying why.
 */
public final class TlsStub implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  private TlsStub(Certificates certificates, ClientAuth clients, String json) {
    HttpServerOptions tls =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PfxOptions()
                    .setPath(certificates.store().toString())
                    .setPassword(Certificates.PASSWORD)
                    .setAlias("server"))
            .setTrustOptions(new PemTrustOptions().addCertPath(certificates.ca().toString()))
            .setClientAuth(clients);
    server =
        vertx
            .createHttpServer(tls)
            .requestHandler(
                request ->
                    request.response().putHeader("Content-Type", "application/json").end(json))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  /** Answers whoever comes. */
  public static TlsStub open(Certificates certificates, String json) {
    return new TlsStub(certificates, ClientAuth.NONE, json);
  }

  /** Answers who shows a certificate of the same CA. */
  public static TlsStub wantingACertificate(Certificates certificates, String json) {
    return new TlsStub(certificates, ClientAuth.REQUIRED, json);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + server.actualPort());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
