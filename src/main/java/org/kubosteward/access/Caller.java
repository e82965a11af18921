package org.kubosteward.access;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks: the name of the token or key that let them in, and what it allows.
 *
 * @param key the id of the key; empty for a token of the settings
 */
public record Caller(String name, Set<Scope> scopes, Optional<Long> key) {
  /** How the names of those who come with a key begin. */
  static final String KEY = "key:";

  /** Somebody without a token. */
  public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

  /** One with a token of the settings. */
  public Caller(String name, Set<Scope> scopes) {
    this(name, scopes, Optional.empty());
  }

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
    return key.isPresent()
        ? "; make a key that has it"
        : "; add it to steward.api.tokens.\"%s\".scopes".formatted(name);
  }

  /** Whether there is a name to answer for. */
  public boolean known() {
    return !name.equals(ANONYMOUS.name);
  }
}
