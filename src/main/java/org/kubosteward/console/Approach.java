package org.kubosteward.console;

import java.net.URI;
import java.util.Optional;

/**
 * What the gate needs to know of a request.
 *
 * @param needed what the caller must be allowed
 * @param surface where it came in
 * @param request its method and path, for the audit trail
 * @param address where it comes from
 * @param authorization the header of that name
 * @param session the value of the session cookie
 * @param fetchSite the header {@code Sec-Fetch-Site}: what the browser says of who made the request
 * @param origin the header {@code Origin}
 * @param host the header {@code Host}
 */
record Approach(
    Scope needed,
    Surface surface,
    String request,
    String address,
    Optional<String> authorization,
    Optional<String> session,
    Optional<String> fetchSite,
    Optional<String> origin,
    Optional<String> host) {

  /**
   * Whether a page of ours made the request, as far as the browser tells. A browser too old to say
   * either is turned away: it could not be told from another site's form.
   */
  boolean sameOrigin() {
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
