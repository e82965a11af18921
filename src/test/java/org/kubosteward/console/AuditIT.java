package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Audit;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.house.LogLines;

/** What the audit trail says of people and programs that come over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class AuditIT {
  private static final String WRONG = "mistyped-token";

  @Inject RecordedJournal journal;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    FixedWorld.now = Stories.NOW.plus(Duration.ofMinutes(1));
  }

  @Test
  void everyStepLeavesALineAndNoLineHoldsWhatOpensADoor() {
    try (LogLines lines = new LogLines(Audit.CATEGORY)) {
      bearer(WRONG).get("/api/v1/health").then().statusCode(401);
      page().formParam("token", WRONG).post("/login").then().statusCode(401);
      bearer(ConsoleProfile.READ)
          .contentType("application/json")
          .body("{\"kind\":\"pause\",\"reason\":\"x\"}")
          .post("/api/v1/intents")
          .then()
          .statusCode(403);
      String first = logIn(page());
      String second = logIn(page().cookie(SessionCookie.NAME, first));
      given().cookie(SessionCookie.NAME, second).post("/logout").then().statusCode(403);
      pauseByPage(second);
      pauseByApi();
      page().cookie(SessionCookie.NAME, second).post("/intents/1/withdraw");
      page().cookie(SessionCookie.NAME, second).post("/logout").then().statusCode(303);

      assertThat(lines.told())
          .noneMatch(line -> line.contains(WRONG) || line.contains(ConsoleProfile.BOTH))
          .noneMatch(line -> line.contains(first) || line.contains(second))
          .satisfiesExactly(
              line -> has(line, "refused outcome=wrong_token", "request=\"GET /api/v1/health\""),
              line -> has(line, "refused outcome=lacks_scope who=watcher", "times=1"),
              line -> has(line, "login who=alice session=" + shortly(first), "console"),
              line -> has(line, "session-end who=alice", "why=new-login"),
              line -> has(line, "login who=alice session=" + shortly(second), "done"),
              line -> has(line, "refused outcome=cross_site", "request=\"POST /logout\""),
              line -> has(line, "asked intent=", "kind=PAUSE", "surface=console", "=kept"),
              line -> has(line, "asked intent=", "kind=PAUSE", "who=robot session=- surface=api"),
              line -> has(line, "withdrawn ", "who=alice", "outcome="),
              line -> has(line, "logout who=alice", "sessions=1"));
    }
  }

  /** As docs/api.md has it. */
  private static String shortly(String session) {
    return ConsoleProfile.sha256(session).substring(0, 8);
  }

  private static void has(String line, String event, String... words) {
    assertThat(line).startsWith("event=" + event).contains(words).doesNotContain("\n");
  }

  private static String logIn(RequestSpecification browser) {
    return browser
        .formParam("token", ConsoleProfile.BOTH)
        .post("/login")
        .cookie(SessionCookie.NAME);
  }

  private static void pauseByPage(String session) {
    page()
        .cookie(SessionCookie.NAME, session)
        .formParam("kind", "pause")
        .formParam("reason", "moving\nracks")
        .post("/intents")
        .then()
        .statusCode(303);
  }

  private static void pauseByApi() {
    bearer(ConsoleProfile.OPERATE)
        .contentType("application/json")
        .body("{\"kind\":\"pause\",\"reason\":\"moving racks\"}")
        .post("/api/v1/intents")
        .then()
        .statusCode(201);
  }

  private static RequestSpecification page() {
    return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
