package org.kubosteward.access;

import java.util.Set;

/** Who asks: the name of the token that let them in, and what it allows. */
public record Caller(String name, Set<Scope> scopes) {
  /** Somebody without a token. */
  public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

  /** Copies the scopes. */
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the scope is among those that it has. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /** How it comes by a scope that it lacks; the end of a sentence. */
  String remedy() {
    return "; add it to steward.api.tokens.\"%s\".scopes".formatted(name);
  }

  /** Whether there is a name to answer for. */
  public boolean known() {
    return !name.equals(ANONYMOUS.name);
  }
}
