package org.kubosteward.access;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who comes in.
 *
 * <ol>
 *   <li>A bearer token decides alone: right, or 401.
 *   <li>Else a session cookie that has not ended; to change anything, the request must come from a
 *       page of our own.
 *   <li>Else nobody, who may read where the settings say so.
 *   <li>Who is known but lacks the scope gets 403 with the name of the scope.
 * </ol>
 */
final class Gate {
  private static final String BEARER = "bearer ";

  private final Tokens tokens;
  private final Sessions sessions;
  private final FailedLogins failures;
  private final Audit audit;
  private final boolean anonymousRead;

  Gate(
      Tokens tokens, Sessions sessions, FailedLogins failures, Audit audit, boolean anonymousRead) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.failures = failures;
    this.audit = audit;
    this.anonymousRead = anonymousRead;
  }

  /**
   * The caller, who may do what is needed.
   *
   * @throws Rejected with 401, 403 or 429
   */
  Caller admit(Approach approach) {
    return admit(approach, EnumSet.of(approach.needed()));
  }

  /**
   * The caller, who may do one of these at least: a request may come like a change and be none.
   *
   * @throws Rejected with 401, 403 or 429
   */
  Caller admit(Approach approach, Set<Scope> enough) {
    Caller caller = identify(approach);
    boolean free = anonymousRead && enough.contains(Scope.READ);
    if (free || enough.stream().anyMatch(caller::may)) {
      audit.allowed(approach);
      return caller;
    }
    String scope = String.join(" or ", enough.stream().sorted().map(Scope::label).toList());
    if (!caller.known()) {
      audit.refused(approach, Admission.NO_TOKEN, "");
      throw unauthenticated("this needs a token with the scope " + scope + where());
    }
    audit.refused(approach, Admission.LACKS_SCOPE, caller.name());
    throw new Rejected(
        Problem.of(
            403,
            "Forbidden",
            "the token %s lacks the scope %s; add it to steward.api.tokens.\"%s\".scopes"
                .formatted(caller.name(), scope, caller.name())));
  }

  /**
   * Checks a token that somebody typed. A right one always passes: behind a proxy everybody has one
   * address, and nobody may keep the others out by guessing.
   *
   * @throws Rejected with 401 or 429
   */
  Caller logIn(String token, Approach approach) {
    return tokens.whose(token).orElseThrow(() -> wrong(approach));
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
    return unauthenticated("that token is not known here" + where());
  }

  private Caller identify(Approach approach) {
    if (approach.authorization().isPresent()) {
      return logIn(bearer(approach), approach);
    }
    Optional<Caller> visitor = approach.session().flatMap(sessions::whose);
    if (visitor.isPresent() && approach.needed() == Scope.OPERATE && !approach.sameOrigin()) {
      audit.refused(approach, Admission.CROSS_SITE, visitor.get().name());
      throw new Rejected(
          Problem.of(
              403,
              "Forbidden",
              "a change with a session cookie must come from the console's own page;"
                  + " programs use Authorization: Bearer"));
    }
    return visitor.orElse(Caller.ANONYMOUS);
  }

  private String bearer(Approach approach) {
    String authorization = approach.authorization().orElse("");
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      audit.refused(approach, Admission.WRONG_TOKEN, "");
      throw unauthenticated("use Authorization: Bearer TOKEN; other schemes are not served");
    }
    return authorization.substring(BEARER.length()).strip();
  }

  private String where() {
    return tokens.none()
        ? "; there is none: set steward.api.tokens.\"NAME\".sha256 and .scopes"
        : "; see steward.api.tokens";
  }

  private static Rejected unauthenticated(String detail) {
    return new Rejected(
        Problem.of(401, "Unauthorized", detail),
        Map.of("WWW-Authenticate", "Bearer realm=\"kubo-steward\""));
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
