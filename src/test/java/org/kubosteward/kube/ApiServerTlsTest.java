package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.Certificates;
import org.kubosteward.text.TlsStub;

/** An API server whose certificate is from a CA of its own, as every one is. */
class ApiServerTlsTest {
  private static final String VERSION = "{\"gitVersion\":\"v1.36.3\"}";

  private static Certificates certificates;

  @BeforeAll
  static void sign(@TempDir Path directory) {
    certificates = Certificates.in(directory);
  }

  @Test
  void aCaThatIsNotTrustedIsNamedAndNotTakenForSilence() {
    try (TlsStub server = TlsStub.open(certificates, VERSION)) {
      assertThat(ask(config(server)))
          .contains("its certificate is from a CA that is not trusted here", "kubeconfig")
          .doesNotContain("NetworkPolicy");
    }
  }

  @Test
  void theCaOfTheConfigurationIsTrusted() {
    try (TlsStub server = TlsStub.open(certificates, VERSION)) {
      Config config = config(server);
      config.setCaCertFile(certificates.ca().toString());

      assertThat(ask(config)).isEqualTo("v1.36.3");
    }
  }

  @Test
  void aClientCertificateThatIsWantedIsAskedForAndGiven() {
    try (TlsStub server = TlsStub.wantingACertificate(certificates, VERSION)) {
      Config config = config(server);
      config.setCaCertFile(certificates.ca().toString());
      assertThat(ask(config)).contains("it wants a client certificate");

      config.setClientCertFile(certificates.certificate("client").toString());
      config.setClientKeyFile(certificates.key("client").toString());
      config.setClientKeyAlgo("EC");

      assertThat(ask(config)).isEqualTo("v1.36.3");
    }
  }

  private static Config config(TlsStub server) {
    return new ConfigBuilder(Config.empty()).withMasterUrl(server.url().toString()).build();
  }

  /** What it answers; else why it does not. */
  private static String ask(Config config) {
    try (ApiServer api = ApiServer.with(config)) {
      ApiResponse answer =
          api.get("/version", Duration.ofSeconds(5)).orTimeout(20, TimeUnit.SECONDS).join();
      return answer.isDone()
          ? answer.json().path("gitVersion").asText()
          : ErrorMessages.of(answer, "ask for the version", api.url());
    }
  }
}
