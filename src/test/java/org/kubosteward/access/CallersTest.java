package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallersTest {
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final Audit audit = new Audit((surface, admission) -> {}, () -> now);
  private final Sessions sessions = new Sessions(() -> now, audit::sessionEnded);
  private final FailedLogins failures = new FailedLogins(() -> now);
  private final Tokens tokens =
      new Tokens(Map.of())
          .and("watcher", "look", Set.of(Scope.READ))
          .and("robot", "turn", Set.of(Scope.OPERATE))
          .and("alice", "both", EnumSet.allOf(Scope.class));
  private final MemoryKeys book = new MemoryKeys();
  private final Keys keys = new Keys(book, () -> now, Runnable::run);
  private final Callers callers = new Callers(tokens, keys, sessions, failures, audit, () -> now);

  @Test
  void knowsWhoseATokenIsAndWhatItAllows() {
    assertThat(identify(bearer("look"))).isEqualTo(new Caller("watcher", Set.of(Scope.READ)));
    assertThat(identify(bearer("turn")).scopes()).containsExactly(Scope.OPERATE);
  }

  @Test
  void takesWhoSaysNothingForNobody() {
    assertThat(identify(approach(false)).known()).isFalse();
    assertThat(identify(approach(true)).known()).isFalse();
  }

  @Test
  void doesNotTakeAWrongTokenForNone() {
    Rejected rejected = rejection(bearer("wrong"));
    assertThat(rejected.problem().status()).isEqualTo(401);
    assertThat(rejected.headers()).containsKey("WWW-Authenticate");
  }

  @Test
  void refusesOtherSchemesThanBearer() {
    Approach basic = with(approach(false), Optional.of("Basic YTpi"));
    assertThat(rejection(basic).problem().detail()).contains("Bearer");
  }

  @Test
  void makesAnAddressWaitThatGuessesAndLetsARightTokenPass() {
    for (int i = 0; i < FailedLogins.ALLOWED; i++) {
      assertThat(rejection(bearer("guess" + i)).problem().status()).isEqualTo(401);
    }
    assertThat(identify(bearer("look")).name()).isEqualTo("watcher");
    Rejected waits = rejection(bearer("one more"));
    assertThat(waits.problem().status()).isEqualTo(429);
    assertThat(waits.headers()).containsEntry("Retry-After", "60");
    now = now.plus(FailedLogins.WINDOW);
    assertThat(rejection(bearer("later")).problem().status()).isEqualTo(401);
  }

  @Test
  void endsAllSessionsOfOneCallerAndLeavesThoseOfOthers() {
    String first = sessions.begin(new Caller("alice", Set.of(Scope.READ)));
    String second = sessions.begin(new Caller("alice", Set.of(Scope.READ)));
    String other = sessions.begin(new Caller("bob", Set.of(Scope.READ)));
    sessions.endAll("alice");
    assertThat(sessions.whose(first)).isEmpty();
    assertThat(sessions.whose(second)).isEmpty();
    assertThat(sessions.whose(other)).isPresent();
  }

  @Test
  void remembersABoundedNumberOfAddresses() {
    for (int i = 0; i < FailedLogins.ALLOWED; i++) {
      failures.failed("first");
    }
    for (int i = 0; i < FailedLogins.ADDRESSES; i++) {
      failures.failed("address" + i);
    }
    assertThat(failures.mustWait("first")).isEmpty();
  }

  @Test
  void aSessionIsNothingWhereProgramsOfOthersAsk() {
    String id = sessions.begin(new Caller("alice", EnumSet.allOf(Scope.class)));
    for (boolean changes : new boolean[] {false, true}) {
      Approach page = session(changes, id, "same-origin");
      Approach pinning =
          new Approach(
              changes,
              Surface.of("/pinning/pins"),
              page.request(),
              page.address(),
              page.authorization(),
              page.session(),
              page.fetchSite(),
              page.origin(),
              page.host());
      assertThat(identify(page).known()).isTrue();
      assertThat(identify(pinning).known()).isFalse();
      assertThat(identify(with(pinning, Optional.of("Bearer look"))).name()).isEqualTo("watcher");
    }
  }

  @Test
  void letsASessionReadAndChangeFromOurOwnPageOnly() {
    String id = sessions.begin(new Caller("alice", EnumSet.allOf(Scope.class)));
    assertThat(identify(session(false, id, "cross-site")).name()).isEqualTo("alice");
    assertThat(identify(session(true, id, "same-origin")).name()).isEqualTo("alice");
    assertThat(rejection(session(true, id, "cross-site")).problem().status()).isEqualTo(403);
    assertThat(rejection(session(true, id, "same-site")).problem().status()).isEqualTo(403);
  }

  @Test
  void knowsAKeyAndSaysWhenItHasExpired() {
    Keys.Made made =
        keys.make("ci", Set.of(Scope.PIN_READ), "alice", Optional.of(now.plusSeconds(60)));
    Approach approach = bearer(made.secret().text());
    assertThat(identify(approach).name()).isEqualTo("key:ci");
    assertThat(identify(approach).scopes()).containsExactly(Scope.PIN_READ);
    assertThat(book.uses()).isEqualTo(1);

    now = now.plusSeconds(60);

    assertThat(rejection(approach).problem().status()).isEqualTo(401);
    assertThat(rejection(approach).problem().detail()).contains("ci expired at 2026-11-23T03:01");
    assertThat(failures.mustWait(approach.address())).as("it is no guess").isEmpty();
  }

  @Test
  void countsAWrongKeyAsAWrongToken() {
    for (int i = 0; i < FailedLogins.ALLOWED; i++) {
      assertThat(rejection(bearer("ks_%043d".formatted(i))).problem().status()).isEqualTo(401);
    }
    assertThat(rejection(bearer("ks_" + "A".repeat(43))).problem().status()).isEqualTo(429);
  }

  @Test
  void needsNoDatabaseForATokenOfTheSettings() {
    book.fail();
    assertThat(identify(bearer("look")).name()).isEqualTo("watcher");
    assertThat(rejection(bearer("wrong")).problem().status()).isEqualTo(401);
    assertThat(rejection(bearer("ks_" + "A".repeat(43))).problem().status()).isEqualTo(503);
    assertThat(failures.mustWait("10.0.0.9")).as("nobody guessed").isEmpty();
  }

  @Test
  void endsASessionWithTheKeyThatItWasBegunWith() {
    Keys.Made made = keys.make("ci", Set.of(Scope.READ), "alice", Optional.empty());
    String id = sessions.begin(made.key().caller());
    assertThat(identify(session(false, id, "same-origin")).name()).isEqualTo("key:ci");

    keys.revoke(made.key().id());

    assertThat(identify(session(false, id, "same-origin")).known()).isFalse();
    assertThat(sessions.whose(id)).isEmpty();
  }

  @Test
  void goesByTheOriginWhereTheBrowserDoesNotSayTheSite() {
    assertThat(origin("https://steward.example:8443", "steward.example:8443")).isTrue();
    assertThat(origin("https://evil.example", "steward.example")).isFalse();
    assertThat(origin("null", "steward.example")).isFalse();
    assertThat(origin("::not a uri::", "steward.example")).isFalse();
    assertThat(approach(true).sameOrigin()).isFalse();
  }

  @Test
  void endsASessionAfterAShiftAndWhenAsked() {
    String id = sessions.begin(new Caller("alice", Set.of(Scope.READ)));
    assertThat(sessions.whose(id)).isPresent();
    now = now.plus(Sessions.LASTS.minus(Duration.ofSeconds(1)));
    assertThat(sessions.whose(id)).isPresent();
    now = now.plusSeconds(1);
    assertThat(sessions.whose(id)).isEmpty();
    String other = sessions.begin(new Caller("alice", Set.of(Scope.READ)));
    sessions.end(other);
    assertThat(sessions.whose(other)).isEmpty();
  }

  @Test
  void keepsABoundedNumberOfSessions() {
    String first = sessions.begin(new Caller("alice", Set.of(Scope.READ)));
    for (int i = 0; i < Sessions.MOST; i++) {
      sessions.begin(new Caller("bob", Set.of(Scope.READ)));
    }
    assertThat(sessions.whose(first)).isEmpty();
  }

  @Test
  void refusesSettingsThatOpenNothing() {
    assertThatThrownBy(() -> new Tokens(Map.of("ci", setting("abc", Set.of(Scope.READ)))))
        .hasMessageContaining("steward.api.tokens.\"ci\".sha256");
    String digest = "0".repeat(64);
    assertThatThrownBy(() -> new Tokens(Map.of("ci", setting(digest, Set.of()))))
        .hasMessageContaining("steward.api.tokens.\"ci\".scopes");
    assertThatThrownBy(() -> new Tokens(Map.of("anonymous", setting(digest, Set.of(Scope.READ)))))
        .hasMessageContaining("anonymous");
    assertThatThrownBy(() -> new Tokens(Map.of("key:ci", setting(digest, Set.of(Scope.READ)))))
        .hasMessageContaining("like the name of a key");
  }

  @Test
  void knowsATokenByTheDigestThatTheShellMakes() {
    // printf %s hello | sha256sum
    String digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    Tokens shell = new Tokens(Map.of("ci", setting(digest, Set.of(Scope.READ))));
    assertThat(shell.whose("hello").map(Caller::name)).contains("ci");
    assertThat(shell.whose("hello ")).isEmpty();
    assertThat(shell.whose("")).isEmpty();
  }

  private Caller identify(Approach approach) {
    return callers.identify(approach).await().indefinitely();
  }

  private Rejected rejection(Approach approach) {
    return catchThrowableOfType(Rejected.class, () -> identify(approach));
  }

  private static boolean origin(String origin, String host) {
    Approach none = approach(true);
    return new Approach(
            none.changes(),
            none.surface(),
            none.request(),
            none.address(),
            none.authorization(),
            none.session(),
            Optional.empty(),
            Optional.of(origin),
            Optional.of(host))
        .sameOrigin();
  }

  private static Approach approach(boolean changes) {
    return new Approach(
        changes,
        Surface.API,
        "GET /api/v1/health",
        "10.0.0.9",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("steward.example"));
  }

  private static Approach bearer(String token) {
    return with(approach(false), Optional.of("Bearer " + token));
  }

  private static Approach session(boolean changes, String id, String site) {
    Approach none = approach(changes);
    return new Approach(
        changes,
        none.surface(),
        none.request(),
        none.address(),
        Optional.empty(),
        Optional.of(id),
        Optional.of(site),
        Optional.empty(),
        none.host());
  }

  private static Approach with(Approach approach, Optional<String> authorization) {
    return new Approach(
        approach.changes(),
        approach.surface(),
        approach.request(),
        approach.address(),
        authorization,
        approach.session(),
        approach.fetchSite(),
        approach.origin(),
        approach.host());
  }

  private static AccessConfig.Token setting(String sha256, Set<Scope> scopes) {
    return new AccessConfig.Token() {
      @Override
      public String sha256() {
        return sha256;
      }

      @Override
      public Set<Scope> scopes() {
        return scopes;
      }
    };
  }
}
