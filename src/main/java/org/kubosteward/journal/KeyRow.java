package org.kubosteward.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A key as it is kept; what opens anything is not in it.
 *
 * @param id the database's; 0 for one that is not kept yet
 * @param name unique in its fleet
 * @param sha256 of the secret, 64 hexadecimal digits
 * @param scopes by name, as whoever made it wrote them
 * @param createdBy whoever made it
 * @param expiresAt the first moment at which it opens nothing; empty for never
 * @param lastUsed the last day, in UTC, on which it was used; empty for none
 */
public record KeyRow(
    long id,
    String name,
    String sha256,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<LocalDate> lastUsed) {
  /** Copies the scopes. */
  public KeyRow {
    scopes = List.copyOf(scopes);
  }
}
