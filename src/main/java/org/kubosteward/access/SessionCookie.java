package org.kubosteward.access;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that holds the id of a session; no script and no other site gets it. */
public final class SessionCookie {
  /** Its name. */
  public static final String NAME = "steward-session";

  private SessionCookie() {}

  /**
   * The cookie of a session that has just begun.
   *
   * @param id the id of the session
   * @param secure whether the browser came by TLS, and is to send it by TLS alone
   */
  public static NewCookie of(String id, boolean secure) {
    return cookie(id, (int) Sessions.LASTS.toSeconds(), secure);
  }

  /** Takes the cookie away. */
  public static NewCookie gone(boolean secure) {
    return cookie("", 0, secure);
  }

  private static NewCookie cookie(String id, int seconds, boolean secure) {
    return new NewCookie.Builder(NAME)
        .value(id)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(secure)
        .build();
  }
}
