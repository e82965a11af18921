package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Problem;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.remedy.Intent;

/** The console as its users meet it, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ConsoleIT {
  private static final List<String> READING =
      List.of(
          "/api/v1/health",
          "/api/v1/fleet",
          "/api/v1/roster",
          "/api/v1/rounds",
          "/api/v1/decisions",
          "/api/v1/decisions/12",
          "/api/v1/intents",
          "/api/v1/sd/prometheus",
          "/",
          "/fragments/board");
  private static final String PAUSE = "{\"kind\":\"pause\",\"reason\":\"moving racks\"}";

  @Inject RecordedJournal journal;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    FixedWorld.now = Stories.NOW;
    FixedWorld.progress = Optional.empty();
  }

  @Test
  void healthIsUnknownAndNotAnErrorBeforeTheFirstRound() {
    journal.clear();
    FixedWorld.progress = Optional.of(Preparation.of(List.of("building kubo")));
    reader()
        .get("/api/v1/health")
        .then()
        .statusCode(200)
        .body("status", equalTo("UNKNOWN"))
        .body("containsKey('at')", equalTo(true))
        .body("at", equalTo(null))
        .body("why", equalTo("the first round has not ended; building kubo"));
  }

  @Test
  void http2IsNotSpokenWithoutTls() throws IOException, InterruptedException {
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    URI page = URI.create("http://127.0.0.1:" + RestAssured.port + "/");

    HttpResponse<Void> answer =
        http2.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void healthHasTheFindingsWithTheirDecisions() {
    reader()
        .get("/api/v1/health")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("status", equalTo("ERR"))
        .body("at", equalTo("2026-11-23T02:59:54Z"))
        .body("round", equalTo(120))
        .body("findings.code", hasSize(4))
        .body("findings[1].severity", equalTo("critical"))
        .body("findings[1].subject", equalTo("kubo-3"))
        .body("findings[1].since", equalTo("2026-11-23T02:20:00Z"))
        .body("findings[1].muted", equalTo(false))
        .body("findings[1].evidence.fill", equalTo("97 %"))
        .body("findings[1].decision.kind", equalTo("refuse"))
        .body("findings[1].decision.guard", equalTo("approval"))
        .body("findings[1].decision.action", equalTo("collect-garbage kubo-3"))
        .body("findings[3].muted", equalTo(true));
  }

  @Test
  void fleetHasNullAndAReasonForWhatIsNotKnown() {
    reader()
        .get("/api/v1/fleet")
        .then()
        .statusCode(200)
        .body("nodes.name", contains("kubo-1", "kubo-2", "kubo-3"))
        .body("nodes[1].up", equalTo(false))
        .body("nodes[1].containsKey('peers')", equalTo(true))
        .body("nodes[1].peers", equalTo(null))
        .body("nodes[1].readings.swarm.why", equalTo("REFUSED"))
        .body("nodes[0].repo.storageMaxBytes", equalTo(10_737_418_240L))
        .body("nodes[0].commands[0].command", equalTo("pin/add"))
        .body("nodes[0].provide.connectivity", equalTo("online"))
        .body("links", hasSize(6));
  }

  @Test
  void decisionsAreFoundByCodeNodeAndNumber() {
    reader().get("/api/v1/decisions").then().body("decisions.id", contains(12, 11));
    reader().get("/api/v1/decisions?limit=1").then().body("decisions.id", contains(12));
    reader()
        .get("/api/v1/decisions?code=LINK_NOT_EXCHANGING&node=kubo-3")
        .then()
        .body("decisions.id", contains(11))
        .body("decisions[0].kind", equalTo("act"));
    reader().get("/api/v1/decisions/12").then().statusCode(200).body("guard", equalTo("approval"));
    problem(reader().get("/api/v1/decisions/99").then(), 404, "decision 99");
    problem(reader().get("/api/v1/decisions/x").then(), 404, "nothing at");
  }

  @Test
  void wrongParametersAreNamedWithWhatIsAllowed() {
    problem(reader().get("/api/v1/decisions?limit=0").then(), 400, "limit=0", "1 to 500");
    problem(reader().get("/api/v1/rounds?limit=many").then(), 400, "limit=many");
    problem(
        reader().get("/api/v1/decisions?code=NODE_DWN").then(),
        400,
        "code=NODE_DWN",
        "did you mean NODE_DOWN?",
        "REMEDY_FAILED");
  }

  @Test
  void anIntentIsKeptUnderTheNameOfTheTokenAndCanBeWithdrawn() {
    long id =
        operator()
            .contentType("application/json")
            .body(PAUSE)
            .post("/api/v1/intents")
            .then()
            .statusCode(201)
            .body("kind", equalTo("pause"))
            .body("author", equalTo("robot"))
            .body("node", equalTo(null))
            .extract()
            .jsonPath()
            .getLong("id");
    reader().get("/api/v1/intents").then().body("intents.id", contains(31, (int) id));
    operator().delete("/api/v1/intents/" + id).then().statusCode(204);
    problem(operator().delete("/api/v1/intents/" + id).then(), 404, "no intent " + id);
  }

  @Test
  void everyWrongFieldOfAnIntentIsNamed() {
    ValidatableResponse answer =
        ask("{\"kind\":\"mute\",\"node\":\"kubo-9\",\"code\":[\"NODE_DOWN\"]}");
    problem(answer, 400, "\"kubo-9\" is no node");
    answer.body("errors.field", contains("node", "code", "reason", "expiresIn"));
    problem(ask("nonsense"), 400, "not JSON");
    problem(ask("[]"), 400, "not a JSON object");
    problem(ask(""), 400, "not a JSON object");
    problem(ask("{\"reason\":\"" + "x".repeat(20_000) + "\"}"), 413, "16384");
  }

  @Test
  void withoutADatabaseTheFleetIsShownAndNothingCanBeAsked() {
    journal.breakDatabase();
    problem(ask(PAUSE), 503, "journal", "acts on nothing");
    problem(reader().get("/api/v1/decisions").then(), 503, "journal");
    reader().get("/api/v1/health").then().statusCode(200).body("status", equalTo("ERR"));
    reader().get("/").then().statusCode(200).body(containsString("No journal, no action"));
  }

  @Test
  void prometheusIsToldOfEveryNodeOrThatItCannotBeTold() {
    reader()
        .get("/api/v1/sd/prometheus")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("[1].targets", contains("10.42.0.12:5001"))
        .body("[1].labels.__metrics_path__", equalTo("/debug/metrics/prometheus"))
        .body("[1].labels.node", equalTo("kubo-2"))
        .body("[1].labels.namespace", equalTo("ipfs"));
    FixedWorld.now = Stories.NOW.plusSeconds(300);
    problem(reader().get("/api/v1/sd/prometheus").then(), 503, "stands still");
    journal.clear();
    problem(reader().get("/api/v1/sd/prometheus").then(), 503, "first round");
  }

  @Test
  void whoHasNoTokenOrTheWrongOneReadsNothing() {
    for (String path : READING) {
      boolean program = path.startsWith("/api");
      int refused = program ? 401 : 303;
      given().redirects().follow(false).get(path).then().statusCode(refused);
      bearer("wrong").redirects().follow(false).get(path).then().statusCode(refused);
      reader().get(path).then().statusCode(200);
      operator().get(path).then().statusCode(403);
      bearer(ConsoleProfile.BOTH).get(path).then().statusCode(200);
    }
    given()
        .get("/api/v1/health")
        .then()
        .header("WWW-Authenticate", containsString("Bearer"))
        .header("Cache-Control", "no-store");
  }

  @Test
  void onlyTheScopeOperateChangesAnything() {
    problem(
        given().contentType("application/json").body(PAUSE).post("/api/v1/intents").then(), 401);
    problem(
        reader().contentType("application/json").body(PAUSE).post("/api/v1/intents").then(),
        403,
        "watcher",
        "operate");
    problem(reader().delete("/api/v1/intents/31").then(), 403);
    reader().formParam("kind", "pause").post("/intents").then().statusCode(403);
    reader().post("/intents/31/withdraw").then().statusCode(403);
    assertThat(journal.intents(Stories.NOW)).extracting(Intent::id).containsExactly(31L);
  }

  @Test
  void noSpellingOfAPathLeadsAroundTheGate() {
    for (String path :
        List.of(
            "/api/v1/health/",
            "//api/v1/health",
            "/api/v1/health;x=1",
            "/api/./v1/health",
            "/api/v1/../v1/health",
            "/API/v1/health",
            "/api/v1/%68ealth")) {
      int status = given().urlEncodingEnabled(false).get(path).statusCode();
      assertThat(status).as(path).isIn(400, 401, 404);
    }
  }

  @Test
  void unknownPathsAndMethodsAreProblemsToo() {
    problem(reader().get("/api/v1/nodes").then(), 404, "nothing at");
    problem(reader().get("/api").then(), 404);
    problem(reader().put("/api/v1/health").then(), 405);
    problem(reader().contentType("text/plain").body("x").post("/api/v1/intents").then(), 415);
  }

  @Test
  void aSessionIsACookieThatScriptsAndOtherSitesDoNotGet() {
    String cookie =
        form("same-origin")
            .formParam("token", ConsoleProfile.BOTH)
            .post("/login")
            .then()
            .statusCode(303)
            .extract()
            .header("Set-Cookie");
    assertThat(cookie)
        .contains("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .containsIgnoringCase("Path=/")
        .doesNotContain(ConsoleProfile.BOTH);
    form("same-origin").formParam("token", "wrong").post("/login").then().statusCode(401);
    form("cross-site")
        .formParam("token", ConsoleProfile.BOTH)
        .post("/login")
        .then()
        .statusCode(403);
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() {
    String session = session();
    for (String site : List.of("cross-site", "same-site", "none")) {
      pause(form(site), session).statusCode(403);
    }
    pause(given().redirects().follow(false).header("Origin", "https://evil.example"), session)
        .statusCode(403);
    pause(given().redirects().follow(false), session).statusCode(403);
    assertThat(journal.intents(Stories.NOW)).hasSize(1);
    pause(form("same-origin"), session).statusCode(303);
    assertThat(journal.intents(Stories.NOW)).extracting(Intent::author).contains("alice");
  }

  @Test
  void loggingOutEndsTheSession() {
    String session = session();
    given().cookie(SessionCookie.NAME, session).get("/api/v1/health").then().statusCode(200);
    form("same-origin").cookie(SessionCookie.NAME, session).post("/logout").then().statusCode(303);
    given().cookie(SessionCookie.NAME, session).get("/api/v1/health").then().statusCode(401);
  }

  @Test
  void whatANodeSaysOfItselfStaysText() {
    journal.fill(Stories.hostile());
    bearer(ConsoleProfile.BOTH)
        .get("/")
        .then()
        .statusCode(200)
        .body(not(containsString("<script>alert")))
        .body(not(containsString("<img src=x")))
        .body(containsString("&lt;script&gt;alert"))
        .header("Content-Security-Policy", containsString("default-src 'self'"));
  }

  @Test
  void thePageHasNoInlineScriptOrStyle() {
    String page = bearer(ConsoleProfile.BOTH).get("/").asString();
    assertThat(page).doesNotContain(" style=").doesNotContain("<style").doesNotContain(" onclick");
    assertThat(page).contains("src=\"./console/console.js").doesNotContain("<script>");
    given().get("/console/console.css").then().statusCode(200);
    given().get("/console/console.js").then().statusCode(200);
  }

  @Test
  void whoMayOnlyReadSeesNoForms() {
    reader().get("/").then().body(not(containsString("action=\"./intents")));
    bearer(ConsoleProfile.BOTH)
        .get("/")
        .then()
        .body(containsString("Approve collect-garbage kubo-3"))
        .body(containsString("\"./intents/31/withdraw"));
  }

  @Test
  void aFormThatIsWrongIsAnsweredWithEveryField() {
    form("same-origin")
        .cookie(SessionCookie.NAME, session())
        .formParam("kind", "mute")
        .formParam("node", "<b>kubo-9</b>")
        .post("/intents")
        .then()
        .statusCode(400)
        .contentType("text/html")
        .body(containsString("<code>reason</code>"))
        .body(containsString("<code>expiresIn</code>"))
        .body(not(containsString("<b>kubo-9")));
  }

  private static ValidatableResponse pause(RequestSpecification from, String session) {
    return from.cookie(SessionCookie.NAME, session)
        .formParam("kind", "pause")
        .formParam("reason", "moving racks")
        .post("/intents")
        .then();
  }

  private static String session() {
    return form("same-origin")
        .formParam("token", ConsoleProfile.BOTH)
        .post("/login")
        .cookie(SessionCookie.NAME);
  }

  private static RequestSpecification form(String site) {
    return given().redirects().follow(false).header("Sec-Fetch-Site", site);
  }

  private static ValidatableResponse ask(String body) {
    return operator().contentType("application/json").body(body).post("/api/v1/intents").then();
  }

  private static RequestSpecification reader() {
    return bearer(ConsoleProfile.READ);
  }

  private static RequestSpecification operator() {
    return bearer(ConsoleProfile.OPERATE);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static void problem(ValidatableResponse answer, int status, String... words) {
    answer.statusCode(status).contentType(Problem.MEDIA_TYPE).body("status", equalTo(status));
    for (String word : words) {
      answer.body("detail", containsString(word));
    }
  }
}
