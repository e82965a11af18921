package org.kubosteward.access;

import java.util.Locale;

/** How a request for a route with a rule was answered. */
public enum Admission {
  /** Let in: with a token, with a session, or because reading needs none. */
  ALLOWED,
  /** 401: there was neither a token nor a session that has not ended. */
  NO_TOKEN,
  /** 401: the token is not known, or came in another scheme. */
  WRONG_TOKEN,
  /** 429: one more wrong token from an address that sent too many. */
  TOLD_TO_WAIT,
  /** 403: the token is known and does not allow this. */
  LACKS_SCOPE,
  /** 403: a form or a change with a cookie that no page of ours sent. */
  CROSS_SITE;

  /** Its name in metrics and in the audit trail. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
