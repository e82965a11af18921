package org.kubosteward.access;

import java.time.Duration;
import java.util.Optional;

/** Logging in and out at a browser: a token is exchanged for a session. */
public final class Logins {
  /** Longer than whatever is asked for a token takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Callers callers;
  private final Sessions sessions;
  private final Audit audit;

  Logins(Callers callers, Sessions sessions, Audit audit) {
    this.callers = callers;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Takes a form of the login from the console's own page only.
   *
   * @throws Rejected with 403
   */
  public void ownPage(Approach approach) {
    callers.ownPage(approach);
  }

  /**
   * Begins a session for whom the token belongs to, and ends the one before it in that browser.
   *
   * @return the id of the session, the value of the cookie
   * @throws Rejected with 401 or 429 for a wrong token
   */
  public String logIn(String token, Approach approach) {
    Caller caller = callers.logIn(token, approach).await().atMost(PATIENCE);
    approach.session().ifPresent(this::replaced);
    String id = sessions.begin(caller);
    audit.loggedIn(visit(caller, approach, id));
    return id;
  }

  /** Ends the session. */
  public void logOut(Approach approach) {
    approach
        .session()
        .ifPresent(
            id ->
                sessions
                    .end(id)
                    .ifPresent(caller -> audit.loggedOut(visit(caller, approach, id), 1)));
  }

  /** Ends this session and every other one of the same token, on whatever machine it was begun. */
  public void logOutEverywhere(Approach approach) {
    approach.session().ifPresent(id -> endAll(id, approach));
  }

  private void endAll(String id, Approach approach) {
    sessions
        .whose(id)
        .ifPresent(
            caller -> audit.loggedOut(visit(caller, approach, id), sessions.endAll(caller.name())));
  }

  private void replaced(String id) {
    sessions
        .end(id)
        .ifPresent(caller -> audit.sessionEnded(caller.name(), Sessions.shortly(id), "new-login"));
  }

  private static Visit visit(Caller caller, Approach approach, String id) {
    return new Visit(
        caller, approach.surface(), approach.address(), Optional.of(Sessions.shortly(id)));
  }
}
