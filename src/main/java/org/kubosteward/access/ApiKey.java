package org.kubosteward.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.journal.KeyRow;

/**
 * A key that somebody made for a program.
 *
 * @param id what it is revoked by
 * @param name unique among the keys
 * @param createdBy whoever made it
 * @param expiresAt the first moment at which it opens nothing; empty for never
 * @param lastUsed the last day, in UTC, on which it was used; empty for none
 */
public record ApiKey(
    long id,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<LocalDate> lastUsed) {
  /** Copies the scopes. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** The key as it is kept; a scope that only a newer version knows allows nothing here. */
  static ApiKey of(KeyRow row) {
    Set<Scope> known = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (row.scopes().contains(scope.label())) {
        known.add(scope);
      }
    }
    return new ApiKey(
        row.id(),
        row.name(),
        known,
        row.createdAt(),
        row.createdBy(),
        row.expiresAt(),
        row.lastUsed());
  }

  /** Whether it opens nothing any more. */
  public boolean expired(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }

  /** Whoever calls with it. No token of the settings has such a name. */
  Caller caller() {
    return new Caller(Caller.KEY + name, scopes, Optional.of(id));
  }
}
