package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TroubleTest {
  @Test
  void aDatabaseWhoseCaIsNotTrustedIsNotSaidToBeAway() {
    SQLException error =
        new SQLException(
            "SSL error: PKIX path building failed",
            "08006",
            new SSLHandshakeException("PKIX path building failed"));

    assertThat(Trouble.explain(error).getMessage())
        .contains("from a CA that is not trusted here", "sslrootcert=FILE")
        .doesNotContain("does not answer");
  }

  @Test
  void whatIsRefusedForTheSakeOfTlsIsNeitherACredentialNorSilence() {
    SQLException plain = new SQLException("The server does not support SSL.", "08004");
    SQLException noLine =
        new SQLException(
            "FATAL: no pg_hba.conf entry for host \"10.0.0.1\", no encryption", "28000");

    assertThat(Trouble.explain(plain).getMessage())
        .contains("does not speak TLS")
        .doesNotContain("does not answer");
    assertThat(Trouble.explain(noLine).getMessage())
        .contains("whether it wants TLS")
        .doesNotContain("steward.journal.password");
  }

  @Test
  void namesTheSettingAndTheFixOfWhatItKnows() {
    assertThat(explained("28P01", 0)).contains("steward.journal.password");
    assertThat(explained("08001", 0)).contains("does not answer");
    assertThat(explained("57P03", 0)).contains("does not answer");
    assertThat(explained("3D000", 0)).contains("create it");
    assertThat(explained("42501", 0)).contains("owner");
    assertThat(explained("25006", 0)).contains("primary");
    assertThat(explained("53100", 0)).contains("make room");
    assertThat(explained("53300", 0)).contains("max_connections");
    assertThat(explained("90020", 90020)).contains("another plane is running");
    assertThat(explained("90030", 90030)).contains("damaged");
    assertThat(explained("90028", 90028)).contains("room");
    assertThat(explained("90097", 90097)).contains("read-only");
    assertThat(explained("26000", 0)).contains("prepareThreshold");
    assertThat(explained("08P01", 0)).contains("pooler").doesNotContain("does not answer");
    assertThat(explained("42P01", 0)).contains("lost tables");
  }

  @Test
  void saysOnOneLineWhatTheDiskSaidAndNeverOnlyThatThePoolGaveUpWaiting() {
    SQLException disk = new SQLException("general\nerror", "HY000", 50000);
    disk.initCause(new IllegalStateException(new IOException("No space left on device")));
    assertThat(Trouble.explain(disk).getMessage())
        .isEqualTo("No space left on device: general error");
    assertThat(Trouble.explain(new SQLException("Acquisition timeout while waiting")).getMessage())
        .startsWith("the database of steward.journal.url does not answer");
  }

  @Test
  void repeatsWhatTheDatabaseSaidOfAnythingElse() {
    assertThat(explained("22012", 0)).isEqualTo("said the driver");
  }

  @Test
  void findsTheDriversErrorUnderWhatOthersMadeOfIt() {
    SQLException driver = new SQLException("said the driver", "28P01");
    Exception wrapped = new IllegalStateException("Flyway", new SQLException("pool", driver));

    SQLException explained = Trouble.explain(wrapped);

    assertThatThrownBy(
            () -> {
              throw explained;
            })
        .hasMessageContaining("steward.journal.password")
        .hasCause(wrapped);
    assertThat(explained.getSQLState()).isEqualTo("28P01");
  }

  @Test
  void endsOnCausesThatGoInCirclesAndMessagesThatDoNotEnd() {
    SQLException inner = new SQLException("x".repeat(10_000), "22012");
    SQLException outer = new SQLException("outer", inner);
    inner.initCause(outer);

    assertThat(Trouble.explain(outer).getMessage()).hasSizeLessThan(600);
  }

  private static String explained(String state, int code) {
    return String.valueOf(
        Trouble.explain(new SQLException("said the driver", state, code)).getMessage());
  }
}
