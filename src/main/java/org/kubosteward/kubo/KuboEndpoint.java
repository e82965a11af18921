package org.kubosteward.kubo;

import java.net.URI;
import java.util.Optional;
import org.kubosteward.text.Secrets;

/**
 * Where one kubo's RPC is, and what to show it.
 *
 * @param api scheme, host and port, such as {@code http://10.0.0.7:5001}; a path prefix is kept
 * @param authorization the whole value of the Authorization header; never shown by {@link
 *     #toString}
 */
public record KuboEndpoint(URI api, Optional<String> authorization) {

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException naming what to write instead; it never repeats a credential
   */
  public KuboEndpoint {
    if (api.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The api address of "
              + api.getHost()
              + " holds a user or password: put credentials into their own settings");
    }
    boolean http = "http".equals(api.getScheme()) || "https".equals(api.getScheme());
    if (!http || api.getHost() == null || api.getHost().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + api + "' is no api address: write it like http://10.0.0.7:5001");
    }
    if (api.getRawQuery() != null
        || api.getRawFragment() != null
        || prefixOf(api).contains("api/v0")) {
      throw new IllegalArgumentException(
          "'" + api + "' says too much: end the api address before /api/v0, ? and #");
    }
    if (authorization
        .filter(value -> value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c > '~'))
        .isPresent()) {
      throw new IllegalArgumentException(
          "The Authorization value for " + api.getHost() + " is blank or not plain ASCII");
    }
    authorization.ifPresent(KuboEndpoint::keep);
  }

  boolean tls() {
    return "https".equals(api.getScheme());
  }

  String host() {
    String host = api.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    if (api.getPort() >= 0) {
      return api.getPort();
    }
    return tls() ? 443 : 80;
  }

  /** The path before /api/v0, without a slash at its end. */
  String prefix() {
    return prefixOf(api);
  }

  /** With its scheme and without: a server may repeat either to us. */
  private static void keep(String authorization) {
    Secrets.keep(authorization);
    Secrets.keep(authorization.substring(authorization.indexOf(' ') + 1));
  }

  private static String prefixOf(URI api) {
    String path = api.getRawPath() == null ? "" : api.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public String toString() {
    return "KuboEndpoint[" + api + (authorization.isPresent() ? ", with authorization]" : "]");
  }
}
