package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
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

  @BeforeAll
  static void sign(@TempDir Path directory) {
    certificates = Certificates.in(directory);
  }

  @Test
  void aCaThatIsNotTrustedIsNamedWithTheSettingThatMendsIt() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      assertThat(create(silences(alertmanager, Optional.empty())).trouble())
          .contains("from a CA that is not trusted here", SETTING);
    }
  }

  @Test
  void aCaThatIsGivenIsTrusted() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      assertThat(create(silences(alertmanager, Optional.of(certificates.context("")))).id())
          .contains("5f3a");
    }
  }

  @Test
  void aClientCertificateThatIsWantedIsAskedForAndGiven() {
    try (TlsStub alertmanager = TlsStub.wantingACertificate(certificates, MADE)) {
      Silences without = silences(alertmanager, Optional.of(certificates.context("")));
      Silences with = silences(alertmanager, Optional.of(certificates.context("client")));

      assertThat(create(without).trouble()).contains("it wants a client certificate", SETTING);
      assertThat(create(with).id()).contains("5f3a");
    }
  }

  @Test
  void aCaThatIsRenewedCountsWithoutARestart() {
    try (TlsStub alertmanager = TlsStub.open(certificates, MADE)) {
      Silences silences = silences(alertmanager, Optional.empty());
      assertThat(create(silences).id()).isEmpty();

      silences.trust(certificates.context(""));

      assertThat(create(silences).id()).contains("5f3a");
    }
  }

  private static Silences silences(TlsStub alertmanager, Optional<SSLContext> tls) {
    return new Silences(
        new AlertmanagerSettings(
            Optional.of(alertmanager.url()), Optional.empty(), Duration.ofSeconds(5)),
        Instant::now,
        tls);
  }

  private static Silences.Made create(Silences silences) {
    return silences.create(Optional.empty(), "ada", "racks", Instant.now().plusSeconds(60));
  }
}
