package org.kubosteward.access;

import java.util.Locale;

/** Where a request came in. */
public enum Surface {
  /** The JSON API, for programs. */
  API,
  /** The page, its forms and the login, for people. */
  CONSOLE;

  /** The surface of that path. */
  static Surface of(String path) {
    return path.startsWith("/api") ? API : CONSOLE;
  }

  /** Its name in metrics and in the audit trail. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
