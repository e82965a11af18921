package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.Certificates;

/** A node behind TLS of a private CA, as a proxy before it speaks it. */
class KuboTlsTest {
  private static final String VERSION =
      "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"a\",\"Golang\":\"g\"}";

  private static Vertx vertx;
  private static Certificates certificates;

  @BeforeAll
  static void open(@TempDir Path directory) {
    vertx = Vertx.vertx();
    certificates = Certificates.in(directory);
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCaThatIsNotTrustedIsNamedWithTheSettingThatMendsIt() throws Exception {
    assertThat(detail(server("server"), options -> {}))
        .contains("from a CA that is not trusted here", "steward.fleet.tls-configuration-name")
        .doesNotContain("no TLS");
  }

  @Test
  void aCaThatIsGivenIsTrusted() throws Exception {
    assertThat(detail(server("server"), KuboTlsTest::trusting)).isEqualTo("0.43.0");
  }

  @Test
  void anExpiredCertificateIsCalledSo() throws Exception {
    assertThat(detail(server("expired"), KuboTlsTest::trusting)).contains("has expired");
  }

  @Test
  void aCertificateForAnotherNameIsCalledSo() throws Exception {
    assertThat(detail(server("other"), KuboTlsTest::trusting))
        .contains("for other names than the one in its address");
  }

  @Test
  void aClientCertificateThatIsWantedIsAskedForAndGiven() throws Exception {
    HttpServer wanting =
        listen(
            tls("server")
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertPath(certificates.ca().toString())));

    assertThat(detail(wanting, KuboTlsTest::trusting)).contains("it wants a client certificate");
    assertThat(
            detail(
                wanting,
                options -> {
                  trusting(options);
                  options.setKeyCertOptions(key("client"));
                }))
        .isEqualTo("0.43.0");
  }

  @Test
  void whereNoTlsIsSpokenTheAddressIsToBeHttp() throws Exception {
    assertThat(detail(listen(new HttpServerOptions()), options -> {}))
        .contains("it does not speak TLS; write http://");
  }

  @Test
  void aCaThatIsRenewedCountsWithoutARestart() throws Exception {
    HttpServer server = server("server");
    try (Kubo kubo =
        new Kubo(vertx, KuboTestBase.SMALL, Clocks.of(InstantSource.system()), options -> {})) {
      assertThat(detail(server, kubo)).contains("not trusted");

      kubo.trust(
              new SSLOptions()
                  .setTrustOptions(new PemTrustOptions().addCertPath(certificates.ca().toString())))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);

      assertThat(detail(server, kubo)).isEqualTo("0.43.0");
    }
  }

  private static void trusting(HttpClientOptions options) {
    options.setTrustOptions(new PemTrustOptions().addCertPath(certificates.ca().toString()));
  }

  private static PfxOptions key(String alias) {
    return new PfxOptions()
        .setPath(certificates.store().toString())
        .setPassword(Certificates.PASSWORD)
        .setAlias(alias);
  }

  private static HttpServerOptions tls(String alias) {
    return new HttpServerOptions().setSsl(true).setKeyCertOptions(key(alias));
  }

  private static HttpServer server(String alias) throws Exception {
    return listen(tls(alias));
  }

  private static HttpServer listen(HttpServerOptions options) throws Exception {
    return vertx
        .createHttpServer(options)
        .requestHandler(
            request ->
                request.response().putHeader("Content-Type", "application/json").end(VERSION))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static String detail(HttpServer server, Consumer<HttpClientOptions> trust)
      throws Exception {
    try (Kubo kubo =
        new Kubo(vertx, KuboTestBase.SMALL, Clocks.of(InstantSource.system()), trust)) {
      return detail(server, kubo);
    }
  }

  private static String detail(HttpServer server, Kubo kubo) throws Exception {
    KuboEndpoint node =
        new KuboEndpoint(URI.create("https://127.0.0.1:" + server.actualPort()), Optional.empty());
    return KuboTestBase.reply(kubo.version(node, KuboTestBase.AMPLE))
        .fold(answer -> answer.value().version(), Fault::detail);
  }
}
