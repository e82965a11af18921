package org.kubosteward.access;

import java.util.Locale;

/** What a token allows. One does not imply the other. */
public enum Scope {
  /** To read the API and the page. */
  READ,
  /** To ask for something: pause, resume, mute, approve, acknowledge, withdraw. */
  OPERATE;

  /** Its name in settings and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
