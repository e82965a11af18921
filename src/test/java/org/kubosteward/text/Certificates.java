package org.kubosteward.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A private CA and what it signed, made with the JDK's keytool: {@code server} for 127.0.0.1,
 * {@code expired}, {@code other} for another name, {@code client}. All in one PKCS#12 file; the
 * CA's certificate alone as PEM.
 */
public final class Certificates {
  public static final String PASSWORD = "changeit";

  private final Path store;
  private final Path ca;

  private Certificates(Path store, Path ca) {
    this.store = store;
    this.ca = ca;
  }

  public static Certificates in(Path directory) {
    Certificates made = new Certificates(directory.resolve("all.p12"), directory.resolve("ca.pem"));
    made.sign("ca", "2", "-1d", "-ext", "bc:c");
    made.sign("server", "2", "-1d", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    made.sign("expired", "1", "-9d", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    made.sign("other", "2", "-1d", "-signer", "ca", "-ext", "san=dns:elsewhere.example");
    made.sign("client", "2", "-1d", "-signer", "ca");
    made.keytool(List.of("-exportcert", "-rfc", "-alias", "ca", "-file", made.ca.toString()));
    return made;
  }

  /** PKCS#12, its password {@link #PASSWORD}. */
  public Path store() {
    return store;
  }

  /** The CA's certificate, PEM. */
  public Path ca() {
    return ca;
  }

  private void sign(String alias, String days, String from, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias));
    command.addAll(List.of("-validity", days, "-startdate", from));
    command.addAll(List.of(more));
    keytool(command);
  }

  private void keytool(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
