package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.Certificates;
import org.kubosteward.text.TlsStub;

/** An Alertmanager behind TLS of a private CA. */
class SilencesTlsTest {
  private static final String SETTING = "steward.alertmanager.tls-configuration-name";

  private static final String MADE = "{\"silenceID\":\"5f3a\"}";

  private static Certificates certificates;
  private static Vertx vertx;

  @BeforeAll
  static void sign(@TempDir Path directory) {
    vertx = Vertx.vertx();
    certificates = Certificates.in(directory);
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aCaThatIsNotTrustedIsNamedWithTheSettingThatMendsIt() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      assertThat(create(silences(alertmanager, options -> {})).trouble())
          .contains("from a CA that is not trusted here", SETTING);
    }
  }

  @Test
  void aCaThatIsGivenIsTrusted() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      assertThat(create(silences(alertmanager, SilencesTlsTest::trusting)).id()).contains("5f3a");
    }
  }

  @Test
  void aClientCertificateThatIsWantedIsAskedForAndGiven() {
    try (TlsStub alertmanager = TlsStub.wantingACertificate(certificates, MADE)) {
      Silences without = silences(alertmanager, SilencesTlsTest::trusting);
      Silences with = silences(alertmanager, SilencesTlsTest::showingACertificate);

      assertThat(create(without).trouble()).contains("it wants a client certificate", SETTING);
      assertThat(create(with).id()).contains("5f3a");
    }
  }

  @Test
  void aCaThatIsRenewedCountsWithoutARestart() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      Silences silences = silences(alertmanager, options -> {});
      assertThat(create(silences).id()).isEmpty();

      SSLOptions renewed = new SSLOptions().setTrustOptions(ca());
      assertThat(silences.trust(renewed).toCompletableFuture().join()).isTrue();

      assertThat(create(silences).id()).contains("5f3a");
    }
  }

  private static PemTrustOptions ca() {
    return new PemTrustOptions().addCertPath(certificates.ca().toString());
  }

  private static void trusting(HttpClientOptions options) {
    options.setTrustOptions(ca());
  }

  private static void showingACertificate(HttpClientOptions options) {
    trusting(options);
    options.setKeyCertOptions(
        new PfxOptions()
            .setPath(certificates.store().toString())
            .setPassword(Certificates.PASSWORD)
            .setAlias("client"));
  }

  private static Silences silences(TlsStub alertmanager, Consumer<HttpClientOptions> tls) {
    return new AlertmanagerSettings(
            Optional.of(alertmanager.url()), Optional.empty(), Duration.ofSeconds(5))
        .silences(vertx, Instant::now, tls);
  }

  private static Silences.Made create(Silences silences) {
    return silences.create(Optional.empty(), "ada", "racks", Instant.now().plusSeconds(60));
  }
}
