package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.house.LogLines;

class AuditTest {
  private static final String SECRET = "the-token-itself";
  private static final Caller ADA = new Caller("ada", Set.of(Scope.OPERATE));

  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final Map<Admission, Integer> counts = new EnumMap<>(Admission.class);
  private final Audit audit =
      new Audit((surface, how) -> counts.merge(how, 1, Integer::sum), () -> now);
  private final Sessions sessions = new Sessions(() -> now, audit::sessionEnded);
  private final Callers callers =
      new Callers(
          new Tokens(Map.of()).and("ada", SECRET, ADA.scopes()),
          new Keys(new MemoryKeys(), () -> now, Runnable::run),
          sessions,
          new FailedLogins(() -> now),
          audit,
          () -> now);
  private final LogLines lines = new LogLines(Audit.CATEGORY);

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void aFloodOfWrongTokensLeavesFewLinesThatSayHowManyAndIsCountedWhole() {
    for (int i = 0; i < 1_234; i++) {
      knock("Bearer guess-" + i, "10.0.0.9", "GET /");
    }
    assertThat(lines.told())
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("event=refused outcome=wrong_token who=- surface=api")
                    .contains("address=10.0.0.9")
                    .doesNotContain("guess"));
    assertThat(lines.told().get(3)).endsWith("times=1000");
    assertThat(counts)
        .containsEntry(Admission.WRONG_TOKEN, FailedLogins.ALLOWED)
        .containsEntry(Admission.TOLD_TO_WAIT, 1_234 - FailedLogins.ALLOWED);

    now = now.plus(Repeats.WINDOW);
    knock("Bearer again", "10.0.0.9", "GET /");
    assertThat(lines.told()).hasSize(5);
  }

  @Test
  void aFloodFromManyAddressesIsOneFlood() {
    for (int i = 0; i < 5_000; i++) {
      knock("Bearer guess", "2001:db8::" + Integer.toHexString(i), "GET /");
    }
    assertThat(lines.told()).hasSize(Repeats.MOST + 4);
    assertThat(lines.told().get(Repeats.MOST + 3)).contains("address=many").endsWith("times=1000");
  }

  @Test
  void whoIsKnownAndMayNotIsNamedAndWhoHasNoTokenYetIsNoEvent() {
    Approach approach = approach(Optional.empty(), "10.0.0.9", "GET /api/v1/health");
    audit.refused(approach, Admission.LACKS_SCOPE, "ada");
    audit.refused(approach, Admission.NO_TOKEN, "");

    assertThat(lines.told())
        .containsExactly(
            "event=refused outcome=lacks_scope who=ada surface=api address=10.0.0.9"
                + " request=\"GET /api/v1/health\" times=1");
    assertThat(counts).containsEntry(Admission.LACKS_SCOPE, 1).containsEntry(Admission.NO_TOKEN, 1);
  }

  @Test
  void noValuePassesForAnotherLineOrAnotherKey() {
    knock("Bearer guess", "10.0.0.9", "GET /\nevent=login who=\"root\" \u001b[2J");

    assertThat(lines.told())
        .containsExactly(
            "event=refused outcome=wrong_token who=- surface=api address=10.0.0.9"
                + " request=\"GET /\\nevent=login who=\\\"root\\\" \\u001b[2J\" times=1");
  }

  @Test
  void aSessionIsNamedByItsDigestWhenItBeginsAndHoweverItEnds() {
    String id = sessions.begin(ADA);
    audit.loggedIn(new Visit(ADA, Surface.CONSOLE, "10.0.0.9", named(id)));
    now = now.plus(Sessions.LASTS);
    assertThat(sessions.whose("another")).isEmpty();
    for (int i = 0; i <= Sessions.MOST; i++) {
      sessions.begin(ADA);
    }
    assertThat(lines.told())
        .hasSize(3)
        .noneMatch(line -> line.contains(id))
        .satisfiesExactly(
            login -> assertThat(login).startsWith("event=login who=ada").contains(name(id)),
            expired -> assertThat(expired).contains("event=session-end", name(id), "why=expired"),
            tooMany -> assertThat(tooMany).contains("event=session-end", "why=too-many"));
  }

  @Test
  void aProgramThatAsksWronglyAgainAndAgainLeavesFewLines() {
    Visit robot = new Visit(ADA, Surface.API, "10.0.0.9", Optional.empty());
    for (int i = 0; i < 1_000; i++) {
      audit.failed("asked", "pause", robot, new Rejected(Problem.badRequest("no reason")));
    }
    assertThat(lines.told()).hasSize(4).last().asString().endsWith("why=\"no reason\" times=1000");
  }

  private static Optional<String> named(String id) {
    return Optional.of(Sessions.shortly(id));
  }

  private static String name(String id) {
    return "session=" + Sessions.shortly(id);
  }

  private void knock(String authorization, String address, String request) {
    assertThat(
            catchThrowable(
                () ->
                    callers
                        .identify(approach(Optional.of(authorization), address, request))
                        .await()
                        .indefinitely()))
        .isInstanceOf(Rejected.class);
  }

  private static Approach approach(Optional<String> authorization, String address, String request) {
    return new Approach(
        false,
        Surface.API,
        request,
        address,
        authorization,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
