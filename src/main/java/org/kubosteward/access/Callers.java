package org.kubosteward.access;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who calls.
 *
 * <ol>
 *   <li>A bearer token decides alone: right, or 401.
 *   <li>Else a session cookie that has not ended, where the surface takes one; to change anything,
 *       the request must come from a page of our own.
 *   <li>Else nobody.
 * </ol>
 */
final class Callers {
  private static final String BEARER = "bearer ";

  private final Tokens tokens;
  private final Keys keys;
  private final Sessions sessions;
  private final FailedLogins failures;
  private final Audit audit;
  private final InstantSource clock;

  Callers(
      Tokens tokens,
      Keys keys,
      Sessions sessions,
      FailedLogins failures,
      Audit audit,
      InstantSource clock) {
    this.tokens = tokens;
    this.keys = keys;
    this.sessions = sessions;
    this.failures = failures;
    this.audit = audit;
    this.clock = clock;
  }

  /** The caller; fails with {@link Rejected}: 401, 403 or 429. */
  Uni<Caller> identify(Approach approach) {
    return Uni.createFrom()
        .deferred(
            () ->
                approach.authorization().isPresent()
                    ? logIn(bearer(approach), approach)
                    : visitor(approach).map(known -> known.orElse(Caller.ANONYMOUS)));
  }

  /**
   * Whose token or key it is. Those of the settings are asked first, and need no database. A right
   * one always passes: behind a proxy everybody has one address, and nobody may keep the others out
   * by guessing. Fails with {@link Rejected}: 401, 429 or, for a key while the journal is away,
   * 503.
   */
  Uni<Caller> logIn(String token, Approach approach) {
    return tokens
        .whose(token)
        .map(caller -> Uni.createFrom().item(caller))
        .orElseGet(() -> keys.opened(token).map(key -> holder(key, approach)));
  }

  private Caller holder(Optional<ApiKey> opened, Approach approach) {
    ApiKey key = opened.orElseThrow(() -> wrong(approach));
    if (key.expired(clock.instant())) {
      audit.refused(approach, Admission.WRONG_TOKEN, key.caller().name());
      throw Rejected.unauthenticated(
          "the key %s expired at %s; ask for another one"
              .formatted(key.name(), key.expiresAt().map(Instant::toString).orElse("")));
    }
    keys.used(key);
    return key.caller();
  }

  /**
   * Takes a form of the login from the console's own page only.
   *
   * @throws Rejected with 403
   */
  void ownPage(Approach approach) {
    if (!approach.sameOrigin()) {
      audit.refused(approach, Admission.CROSS_SITE, "");
      throw new Rejected(
          Problem.of(403, "Forbidden", "this form is sent by the console's own page only"));
    }
  }

  private Rejected wrong(Approach approach) {
    Optional<Duration> wait = failures.mustWait(approach.address());
    if (wait.isPresent()) {
      audit.refused(approach, Admission.TOLD_TO_WAIT, "");
      return tooMany(wait.get());
    }
    audit.refused(approach, Admission.WRONG_TOKEN, "");
    failures.failed(approach.address());
    return Rejected.unauthenticated("that token is not known here" + tokens.where());
  }

  private Uni<Optional<Caller>> visitor(Approach approach) {
    Optional<Caller> visitor =
        approach
            .session()
            .filter(id -> approach.surface().takesSessions())
            .flatMap(sessions::whose);
    if (visitor.isPresent() && approach.changes() && !approach.sameOrigin()) {
      audit.refused(approach, Admission.CROSS_SITE, visitor.get().name());
      throw new Rejected(
          Problem.of(
              403,
              "Forbidden",
              "a change with a session cookie must come from the console's own page;"
                  + " programs use Authorization: Bearer"));
    }
    return visitor
        .flatMap(Caller::key)
        .map(key -> keys.valid(key).map(valid -> stillValid(valid, approach)))
        .orElseGet(() -> Uni.createFrom().item(visitor));
  }

  /** A session that was begun with a key lasts no longer than the key. */
  private Optional<Caller> stillValid(Optional<ApiKey> key, Approach approach) {
    if (key.isEmpty()) {
      approach.session().ifPresent(sessions::over);
    }
    return key.map(ApiKey::caller);
  }

  private String bearer(Approach approach) {
    String authorization = approach.authorization().orElse("");
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      audit.refused(approach, Admission.WRONG_TOKEN, "");
      throw Rejected.unauthenticated(
          "use Authorization: Bearer TOKEN; other schemes are not served");
    }
    return authorization.substring(BEARER.length()).strip();
  }

  private static Rejected tooMany(Duration wait) {
    long seconds = Math.max(1, wait.toSeconds());
    return new Rejected(
        Problem.of(
            429,
            "Too many wrong tokens",
            "too many wrong tokens came from your address; wait " + seconds + " s"),
        Map.of("Retry-After", Long.toString(seconds)));
  }
}
