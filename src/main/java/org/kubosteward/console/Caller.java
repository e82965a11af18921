package org.kubosteward.console;

import java.util.Set;

/** Who asks: the name of the token that let them in, and what it allows. */
record Caller(String name, Set<Scope> scopes) {
  /** Somebody without a token. */
  static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

  Caller {
    scopes = Set.copyOf(scopes);
  }

  boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /** Whether there is a name to answer for. */
  boolean known() {
    return !name.equals(ANONYMOUS.name);
  }
}
