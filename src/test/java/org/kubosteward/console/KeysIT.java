package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Audit;
import org.kubosteward.access.MemoryKeys;
import org.kubosteward.access.Problem;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.house.LogLines;

/** Keys from the first to the last: made, used, shown, revoked, by the API and by the page. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class KeysIT {
  private static final Pattern SECRET = Pattern.compile("ks_[A-Za-z0-9_-]{43}");

  @Inject RecordedJournal journal;
  @Inject MemoryKeys keys;

  @BeforeEach
  void healthyDatabase() {
    journal.fill(Stories.sick());
    keys.clear();
    // What the plane holds of another test is over by then.
    FixedWorld.now = FixedWorld.now.plusSeconds(60);
  }

  @Test
  void aKeyOpensWhatItsScopesSayUntilItIsRevoked() {
    JsonPath made = make("ci", "read");
    String secret = made.getString("secret");
    assertThat(secret).matches(SECRET);
    bearer(secret).get("/api/v1/health").then().statusCode(200);
    bearer(secret)
        .get("/api/v1/keys")
        .then()
        .statusCode(403)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString("key:ci lacks the scope admin; make a key"));
    admin()
        .get("/api/v1/keys")
        .then()
        .statusCode(200)
        .body("keys[0].name", equalTo("ci"))
        .body(not(containsString(secret)));

    admin().delete("/api/v1/keys/" + made.getLong("key.id")).then().statusCode(204);

    bearer(secret)
        .get("/api/v1/health")
        .then()
        .statusCode(401)
        .contentType(Problem.MEDIA_TYPE)
        .header("WWW-Authenticate", containsString("Bearer"));
  }

  @Test
  void makingAndRevokingLeaveALineEachAndNoneHasTheSecret() {
    try (LogLines lines = new LogLines("")) {
      JsonPath made = make("ci", "read");
      admin().delete("/api/v1/keys/" + made.getLong("key.id"));
      admin().delete("/api/v1/keys/" + made.getLong("key.id"));
      assertThat(lines.told()).noneMatch(line -> line.contains(made.getString("secret")));
    }
    try (LogLines lines = new LogLines(Audit.CATEGORY)) {
      JsonPath made = make("other", "pin:read");
      admin().delete("/api/v1/keys/" + made.getLong("key.id"));
      assertThat(lines.told())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .startsWith("event=key-made key=" + made.getLong("key.id"))
                      .contains("name=other scopes=pin:read until=- who=root", "outcome=kept"),
              line -> assertThat(line).startsWith("event=key-revoked").contains("who=root"));
    }
  }

  @Test
  void whileTheJournalIsAwayTokensOfTheSettingsPassAndKeysAreToldWhyTheyDoNot() {
    String secret = make("ci", "read").getString("secret");
    keys.fail();
    FixedWorld.now = FixedWorld.now.plusSeconds(60);
    bearer(secret)
        .get("/api/v1/health")
        .then()
        .statusCode(503)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString("keys cannot be looked up"));
    bearer(ConsoleProfile.READ).get("/api/v1/health").then().statusCode(200);
    bearer("wrong").get("/api/v1/health").then().statusCode(401);
    keys.recover();
    FixedWorld.now = FixedWorld.now.plusSeconds(60);
    bearer(secret).get("/api/v1/health").then().statusCode(200);
  }

  @Test
  void thePageMakesAKeyShowsItOnceAndRevokesIt() {
    String session = session(ConsoleProfile.ADMIN);
    String answer =
        form(session)
            .formParam("name", "laptop")
            .formParam("scopes", "read", "pin:read")
            .formParam("expiresIn", "30d")
            .post("/keys")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .extract()
            .asString();
    Matcher secret = SECRET.matcher(answer);
    assertThat(secret.find()).isTrue();
    bearer(secret.group()).get("/api/v1/health").then().statusCode(200);

    String page = form(session).get("/keys").asString();
    assertThat(page).contains("laptop", "pin:read").doesNotContainPattern(SECRET);
    assertThat(page).doesNotContainPattern("(href|src|action)=\"/");
    assertThat(form(session).get("/").asString()).contains("\"./keys\"");

    long id = keys.keys().get(0).id();
    given()
        .cookie(SessionCookie.NAME, session)
        .post("/keys/" + id + "/revoke")
        .then()
        .statusCode(403);
    form(session)
        .post("/keys/" + id + "/revoke")
        .then()
        .statusCode(303)
        .header("Location", "./../../keys");
    assertThat(keys.keys()).isEmpty();
  }

  @Test
  void aSessionThatWasBegunWithAKeyEndsWithIt() {
    JsonPath made = make("ci", "read");
    String session = session(made.getString("secret"));
    form(session).get("/api/v1/health").then().statusCode(200);
    admin().delete("/api/v1/keys/" + made.getLong("key.id"));
    form(session).get("/api/v1/health").then().statusCode(401);
  }

  private static JsonPath make(String name, String scope) {
    return admin()
        .contentType("application/json")
        .body("{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(name, scope))
        .post("/api/v1/keys")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static String session(String token) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .formParam("token", token)
        .post("/login")
        .cookie(SessionCookie.NAME);
  }

  private static RequestSpecification form(String session) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .cookie(SessionCookie.NAME, session);
  }

  private static RequestSpecification admin() {
    return bearer(ConsoleProfile.ADMIN);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
