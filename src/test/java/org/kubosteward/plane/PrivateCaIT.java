package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.Certificates;
import org.kubosteward.text.TlsStub;

/** The packaged plane among servers of a private CA, which its settings name or do not. */
class PrivateCaIT {
  private static final String OPERATOR = "token-of-an-operator";
  private static final String MINE = "quarkus.tls.mine.";

  private final Path directory;
  private final Certificates certificates;
  private TlsStub node;
  private TlsStub alertmanager;

  PrivateCaIT(@TempDir Path directory) {
    this.directory = directory;
    this.certificates = Certificates.in(directory);
  }

  /** Both want a certificate of ours as well. */
  @BeforeEach
  void listen() {
    node =
        TlsStub.wantingACertificate(
            certificates,
            "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"a\",\"Golang\":\"g\"}");
    alertmanager = TlsStub.wantingACertificate(certificates, "{\"silenceID\":\"5f3a\"}");
  }

  @AfterEach
  void close() {
    node.close();
    alertmanager.close();
  }

  @Test
  void aCaThatNoSettingNamesIsToldWithTheSettingOfEach() throws Exception {
    try (PlaneProcess plane = plane().start()) {
      plane.await("the finding", () -> plane.has("NODE_API_UNREACHABLE", "a"));

      assertThat(plane.finding("NODE_API_UNREACHABLE", "a").toString())
          .contains("from a CA that is not trusted here", "steward.fleet.tls-configuration-name");
      assertThat(pause(plane))
          .contains(
              "from a CA that is not trusted here", "steward.alertmanager.tls-configuration-name");
    }
  }

  @Test
  void aCertificateThatIsWantedAndNotGivenIsTold() throws Exception {
    try (PlaneProcess plane = trusting(plane()).start()) {
      plane.await("the finding", () -> plane.has("NODE_API_UNREACHABLE", "a"));

      assertThat(plane.finding("NODE_API_UNREACHABLE", "a").toString())
          .contains("it wants a client certificate", "steward.fleet.tls-configuration-name");
      assertThat(pause(plane)).contains("it wants a client certificate");
    }
  }

  @Test
  void theCaAndTheCertificateThatTheSettingsNameAreUsedForEach() throws Exception {
    try (PlaneProcess plane =
        trusting(plane())
            .with(MINE + "key-store.pem.0.cert", certificates.certificate("client"))
            .with(MINE + "key-store.pem.0.key", certificates.key("client"))
            .start()) {
      plane.await(
          "the node", () -> plane.fleet().path("nodes").path(0).path("up").asBoolean(false));

      assertThat(pause(plane)).contains("5f3a");
    }
  }

  private PlaneProcess plane() throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(OPERATOR.getBytes(StandardCharsets.UTF_8));
    return new PlaneProcess(directory.resolve("plane"))
        .with("steward.fleet.nodes.\"a\".api", node.url())
        .with("steward.alertmanager.url", alertmanager.url())
        .with("steward.api.tokens.\"operator\".sha256", HexFormat.of().formatHex(hash))
        .with("steward.api.tokens.\"operator\".scopes", "read,operate");
  }

  private PlaneProcess trusting(PlaneProcess plane) {
    return plane
        .with(MINE + "trust-store.pem.certs", certificates.ca())
        .with("steward.fleet.tls-configuration-name", "mine")
        .with("steward.alertmanager.tls-configuration-name", "mine");
  }

  private static String pause(PlaneProcess plane) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(plane.api().resolve("/api/v1/intents"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + OPERATOR)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"pause\",\"reason\":\"racks\",\"expiresIn\":\"1h\",\"silence\":true}"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
