package org.kubosteward.console;

import java.util.Locale;

/** What a token allows. One does not imply the other. */
public enum Scope {
  /** To read the API and the page. */
  READ,
  /** To ask for something: pause, resume, mute, approve, acknowledge, withdraw. */
  OPERATE;

  /** Its name in settings and messages. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
