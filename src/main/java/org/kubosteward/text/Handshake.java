package org.kubosteward.text;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** What a TLS handshake that failed means to the person who has to mend it. */
public final class Handshake {
  /** Causes are followed this far. */
  private static final int DEEPEST = 12;

  private Handshake() {}

  /**
   * The trouble, a clause that begins with "it" or "its"; empty where TLS is not what failed.
   *
   * @param settings where a CA and a client certificate are given
   */
  public static Optional<String> trouble(Throwable failure, String settings) {
    List<Throwable> chain = chain(failure);
    if (chain.stream()
        .noneMatch(t -> t instanceof SSLException || t instanceof CertificateException)) {
      return Optional.empty();
    }
    String said =
        chain.stream()
            .map(t -> String.valueOf(t.getMessage()))
            .collect(Collectors.joining(" ; "))
            .toLowerCase(Locale.ROOT);
    return Optional.of(
        certificate(chain, said, settings)
            .or(() -> alert(said, settings))
            .orElseGet(() -> "its TLS and ours do not meet: " + last(chain)));
  }

  private static Optional<String> certificate(List<Throwable> chain, String said, String settings) {
    if (has(chain, CertificateExpiredException.class)) {
      return Optional.of("its certificate has expired; renew it there, or see our clock");
    }
    if (has(chain, CertificateNotYetValidException.class)) {
      return Optional.of("its certificate is not valid yet; see its clock and ours");
    }
    if (said.contains("subject alternative") || said.contains("no name matching")) {
      return Optional.of(
          "its certificate is for other names than the one in its address; use a name that is in"
              + " it, or have it issued for this one");
    }
    if (has(chain, CertPathBuilderException.class) || said.contains("path building failed")) {
      return Optional.of(
          "its certificate is from a CA that is not trusted here; give that CA in " + settings);
    }
    return Optional.empty();
  }

  private static Optional<String> alert(String said, String settings) {
    if (said.contains("alert: certificate_required") || said.contains("alert: bad_certificate")) {
      return Optional.of("it wants a client certificate; give one in " + settings);
    }
    if (said.contains("alert: unknown_ca") || said.contains("alert: certificate_")) {
      return Optional.of("it does not accept our client certificate; see " + settings);
    }
    if (said.contains("not an ssl/tls record") || said.contains("unrecognized ssl message")) {
      return Optional.of("it does not speak TLS; write http:// in its address");
    }
    return Optional.empty();
  }

  private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  private static String last(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && chain.size() < DEEPEST; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
