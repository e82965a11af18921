package org.kubosteward.access;

import java.util.Locale;

/** Where a request came in. */
public enum Surface {
  /** The JSON API and the screen of text, for programs. */
  API,
  /** The page, its forms and the login, for people. */
  CONSOLE,
  /** The IPFS Pinning Service API, for programs. */
  PINNING;

  /** The surface of that path. */
  static Surface of(String path) {
    if (path.startsWith("/pinning")) {
      return PINNING;
    }
    return path.startsWith("/api") || path.equals("/status") ? API : CONSOLE;
  }

  /** Whether programs ask there, which are told of errors in JSON. */
  boolean forPrograms() {
    return this != CONSOLE;
  }

  /**
   * Whether somebody who has logged in with a browser is known there. An API of a standard is for
   * programs of others, which send a token with each request.
   */
  boolean takesSessions() {
    return this != PINNING;
  }

  /** Its name in metrics and in the audit trail. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
