package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.Certificates;

/** A real PostgreSQL behind TLS of a private CA, and one that wants a client certificate. */
class PostgresTlsIT {
  private static final String OF_THE_JDK = "org.postgresql.ssl.DefaultJavaSSLFactory";

  private static PostgresServer server;
  private static Certificates certificates;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    certificates = Certificates.in(directory);
    Path data = directory.resolve("pg");
    server = new PostgresServer(data);
    server.start();
    server.sql("CREATE DATABASE open");
    server.sql("CREATE DATABASE closed");
    server.sql("ALTER SYSTEM SET ssl_cert_file = '" + certificates.certificate("server") + "'");
    server.sql("ALTER SYSTEM SET ssl_key_file = '" + certificates.key("server") + "'");
    server.sql("ALTER SYSTEM SET ssl_ca_file = '" + certificates.ca() + "'");
    server.sql("ALTER SYSTEM SET ssl = on");
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        hostssl closed   all 127.0.0.1/32 trust clientcert=verify-ca
        host    postgres all 127.0.0.1/32 trust
        hostssl open     all 127.0.0.1/32 trust
        """);
    server.stop();
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void aCaThatIsNotTrustedIsNamedWithTheParameterThatMendsIt() {
    // The driver's own default is a file in the home directory, and that is named when it is not
    // there.
    Optional<String> none = trouble("open", "?sslmode=verify-full&sslfactory=" + OF_THE_JDK);

    assertThat(none)
        .hasValueSatisfying(
            why ->
                assertThat(why).contains("from a CA that is not trusted here", "sslrootcert=FILE"));
  }

  @Test
  void theCaThatTheUrlNamesIsTrusted() {
    assertThat(trouble("open", trusting())).isEmpty();
  }

  @Test
  void aClientCertificateThatIsWantedIsAskedForAndGiven() {
    assertThat(trouble("closed", trusting()))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("wants a client certificate", "sslcert", "sslkey")
                    .doesNotContain("steward.journal.password"));
    assertThat(
            trouble(
                "closed",
                trusting()
                    + "&sslcert="
                    + certificates.certificate("client")
                    + "&sslkey="
                    + certificates.derKey("client")))
        .isEmpty();
  }

  @Test
  void aServerThatWantsTlsIsNotSaidToRefuseThePassword() {
    assertThat(trouble("open", "?sslmode=disable"))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("whether it wants TLS")
                    .doesNotContain("steward.journal.password"));
  }

  private static String trusting() {
    return "?sslmode=verify-full&sslrootcert=" + certificates.ca();
  }

  /** What a person is told; empty where a connection is had. */
  private static Optional<String> trouble(String database, String parameters) {
    Settings settings =
        new Settings(server.url(database) + parameters, "postgres", Optional.of("postgres"));
    JournalDatabase pool = new JournalDatabase(settings);
    try (Connection connection = pool.open()) {
      return connection.isValid(5) ? Optional.empty() : Optional.of("it is not valid");
    } catch (SQLException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    } finally {
      pool.close();
    }
  }
}
