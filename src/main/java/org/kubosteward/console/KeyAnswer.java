package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kubosteward.access.ApiKey;
import org.kubosteward.access.Keys;
import org.kubosteward.access.Scope;

/** A key in the API; what opens with it is told once, by {@link Made}. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record KeyAnswer(
    long id,
    String name,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    boolean expired,
    Optional<LocalDate> lastUsed) {
  static KeyAnswer of(ApiKey key, Instant now) {
    return new KeyAnswer(
        key.id(),
        key.name(),
        key.scopes().stream().sorted().map(Scope::label).toList(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.expired(now),
        key.lastUsed());
  }

  /** {@code GET /api/v1/keys}. */
  record All(List<KeyAnswer> keys) {
    static All of(List<ApiKey> keys, Instant now) {
      return new All(keys.stream().map(key -> KeyAnswer.of(key, now)).toList());
    }
  }

  /**
   * The answer to {@code POST /api/v1/keys}.
   *
   * @param secret what opens with it; nobody can tell it again
   */
  record Made(KeyAnswer key, String secret) {
    static Made of(Keys.Made made, Instant now) {
      return new Made(KeyAnswer.of(made.key(), now), made.secret().text());
    }

    /** Without the secret, which must not come into a log. */
    @Override
    public String toString() {
      return "made " + key;
    }
  }
}
