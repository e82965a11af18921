package org.kubosteward.access;

/**
 * The scopes by the names that settings, keys and the rules of routes have for them. A route says
 * with {@code @RolesAllowed} which of them suffice, or with {@code @PermitAll} that none is needed;
 * one that says neither is refused to everybody.
 */
public final class ScopeName {
  /** To read the API and the page. */
  public static final String READ = "read";

  /** To ask for something: pause, resume, mute, approve, acknowledge, withdraw. */
  public static final String OPERATE = "operate";

  /** To read what is pinned, and how far it has come. */
  public static final String PIN_READ = "pin:read";

  /** To pin and to unpin. */
  public static final String PIN_WRITE = "pin:write";

  /** To see, make and revoke keys. */
  public static final String ADMIN = "admin";

  private ScopeName() {}
}
