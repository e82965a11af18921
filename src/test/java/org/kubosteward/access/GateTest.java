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

class GateTest {
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final Audit audit = new Audit((surface, admission) -> {}, () -> now);
  private final Sessions sessions = new Sessions(() -> now, audit::sessionEnded);
  private final FailedLogins failures = new FailedLogins(() -> now);
  private final Tokens tokens =
      new Tokens(Map.of())
          .and("watcher", "look", Set.of(Scope.READ))
          .and("robot", "turn", Set.of(Scope.OPERATE))
          .and("alice", "both", EnumSet.allOf(Scope.class));

  @Test
  void letsATokenDoWhatItsScopesAllowAndNoMore() {
    assertThat(admit(Scope.READ, "look").name()).isEqualTo("watcher");
    assertThat(admit(Scope.OPERATE, "turn").name()).isEqualTo("robot");
    assertThat(problem(Scope.OPERATE, "look").status()).isEqualTo(403);
    assertThat(problem(Scope.OPERATE, "look").detail()).contains("watcher", "scope operate");
    assertThat(problem(Scope.READ, "turn").status()).isEqualTo(403);
  }

  @Test
  void asksWhoHasNoTokenForOne() {
    Rejected rejected = rejection(gate(false), approach(Scope.READ));
    assertThat(rejected.problem().status()).isEqualTo(401);
    assertThat(rejected.headers()).containsKey("WWW-Authenticate");
  }

  @Test
  void letsAnybodyReadWhereTheSettingsSaySoButChangeNothing() {
    assertThat(gate(true).admit(approach(Scope.READ)).known()).isFalse();
    assertThat(rejection(gate(true), approach(Scope.OPERATE)).problem().status()).isEqualTo(401);
  }

  @Test
  void doesNotTakeAWrongTokenForNone() {
    Approach wrong = bearer(Scope.READ, "wrong");
    assertThat(rejection(gate(true), wrong).problem().status()).isEqualTo(401);
  }

  @Test
  void refusesOtherSchemesThanBearer() {
    Approach basic = with(approach(Scope.READ), Optional.of("Basic YTpi"), Optional.empty());
    assertThat(rejection(gate(true), basic).problem().detail()).contains("Bearer");
  }

  @Test
  void makesAnAddressWaitThatGuessesAndLetsARightTokenPass() {
    Gate gate = gate(false);
    for (int i = 0; i < FailedLogins.ALLOWED; i++) {
      assertThat(rejection(gate, bearer(Scope.READ, "guess" + i)).problem().status())
          .isEqualTo(401);
    }
    assertThat(gate.admit(bearer(Scope.READ, "look")).name()).isEqualTo("watcher");
    Rejected waits = rejection(gate, bearer(Scope.READ, "one more"));
    assertThat(waits.problem().status()).isEqualTo(429);
    assertThat(waits.headers()).containsEntry("Retry-After", "60");
    now = now.plus(FailedLogins.WINDOW);
    assertThat(rejection(gate, bearer(Scope.READ, "later")).problem().status()).isEqualTo(401);
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
  void letsASessionReadAndChangeFromOurOwnPageOnly() {
    String id = sessions.begin(new Caller("alice", EnumSet.allOf(Scope.class)));
    Gate gate = gate(false);
    assertThat(gate.admit(session(Scope.READ, id, "cross-site")).name()).isEqualTo("alice");
    assertThat(gate.admit(session(Scope.OPERATE, id, "same-origin")).name()).isEqualTo("alice");
    assertThat(rejection(gate, session(Scope.OPERATE, id, "cross-site")).problem().status())
        .isEqualTo(403);
    assertThat(rejection(gate, session(Scope.OPERATE, id, "same-site")).problem().status())
        .isEqualTo(403);
  }

  @Test
  void goesByTheOriginWhereTheBrowserDoesNotSayTheSite() {
    assertThat(origin("https://steward.example:8443", "steward.example:8443")).isTrue();
    assertThat(origin("https://evil.example", "steward.example")).isFalse();
    assertThat(origin("null", "steward.example")).isFalse();
    assertThat(origin("::not a uri::", "steward.example")).isFalse();
    assertThat(approach(Scope.OPERATE).sameOrigin()).isFalse();
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

  private Gate gate(boolean anonymousRead) {
    return new Gate(tokens, sessions, failures, audit, anonymousRead);
  }

  private Caller admit(Scope needed, String token) {
    return gate(false).admit(bearer(needed, token));
  }

  private Problem problem(Scope needed, String token) {
    return rejection(gate(false), bearer(needed, token)).problem();
  }

  private static Rejected rejection(Gate gate, Approach approach) {
    return catchThrowableOfType(Rejected.class, () -> gate.admit(approach));
  }

  private static boolean origin(String origin, String host) {
    Approach none = approach(Scope.OPERATE);
    return new Approach(
            none.needed(),
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

  private static Approach approach(Scope needed) {
    return new Approach(
        needed,
        Surface.API,
        "GET /api/v1/health",
        "10.0.0.9",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("steward.example"));
  }

  private static Approach bearer(Scope needed, String token) {
    return with(approach(needed), Optional.of("Bearer " + token), Optional.empty());
  }

  private static Approach session(Scope needed, String id, String site) {
    Approach none = approach(needed);
    return new Approach(
        needed,
        none.surface(),
        none.request(),
        none.address(),
        Optional.empty(),
        Optional.of(id),
        Optional.of(site),
        Optional.empty(),
        none.host());
  }

  private static Approach with(
      Approach approach, Optional<String> authorization, Optional<String> session) {
    return new Approach(
        approach.needed(),
        approach.surface(),
        approach.request(),
        approach.address(),
        authorization,
        session,
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
