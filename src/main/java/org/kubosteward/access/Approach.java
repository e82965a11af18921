package org.kubosteward.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request says of its sender.
 *
 * @param surface where it came in
 * @param changes whether it is sent like a change: by another method than those that read
 * @param request its method and path, for the audit trail
 * @param address where it comes from
 * @param authorization the header of that name
 * @param session the value of the session cookie
 * @param fetchSite the header {@code Sec-Fetch-Site}: what the browser says of who made the request
 * @param origin the header {@code Origin}
 * @param host the header {@code Host}
 */
public record Approach(
    boolean changes,
    Surface surface,
    String request,
    String address,
    Optional<String> authorization,
    Optional<String> session,
    Optional<String> fetchSite,
    Optional<String> origin,
    Optional<String> host) {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What the request says of itself, made for that path. */
  public static Approach of(HttpServerRequest request, String path) {
    return new Approach(
        !READING.contains(request.method().name()),
        Surface.of(path),
        request.method().name() + " " + path,
        request.remoteAddress().hostAddress(),
        header(request, "Authorization"),
        Optional.ofNullable(request.getCookie(SessionCookie.NAME)).map(Cookie::getValue),
        header(request, "Sec-Fetch-Site"),
        header(request, "Origin"),
        header(request, "Host"));
  }

  /** All of that name: whoever sends two tokens has none that is right. */
  private static Optional<String> header(HttpServerRequest request, String name) {
    List<String> values = request.headers().getAll(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /**
   * Whether a page of ours made the request, as far as the browser tells. A browser too old to say
   * either is turned away: it could not be told from another site's form.
   */
  public boolean sameOrigin() {
    if (fetchSite.isPresent()) {
      return fetchSite.get().equals("same-origin");
    }
    return origin
        .flatMap(Approach::authority)
        .flatMap(o -> host.map(o::equalsIgnoreCase))
        .orElse(false);
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException notAUri) {
      return Optional.empty();
    }
  }
}
