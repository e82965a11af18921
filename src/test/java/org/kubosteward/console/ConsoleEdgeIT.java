package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Problems;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.house.LogLines;

/** What clients that mean ill, or err, or come through a proxy, get from the console. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ConsoleEdgeIT {
  private static final String PAUSE = "{\"kind\":\"pause\",\"reason\":\"moving racks\"}";

  @Inject RecordedJournal journal;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    FixedWorld.now = Stories.NOW;
  }

  @Test
  void everyLinkAndRedirectHoldsUnderThePrefixOfAProxyAndNamesNoHost() {
    String page = bearer(ConsoleProfile.BOTH).get("/").asString();
    assertThat(page).doesNotContainPattern("(href|src|action|fragment)=\"/");
    given()
        .redirects()
        .follow(false)
        .header("Host", "evil.example")
        .get("/fragments/board")
        .then()
        .statusCode(303)
        .header("Location", "./../login");
    operator()
        .contentType("application/json")
        .header("Host", "evil.example")
        .body(PAUSE)
        .post("/api/v1/intents")
        .then()
        .statusCode(201)
        .header("Location", matchesPattern("intents/\\d+"));
    pause(form("same-origin"), session()).header("Location", "./");
  }

  @Test
  void whatComesFromTheJarHasTheHeadersOfThePage() {
    for (String path : List.of("/console/console.css", "/console/console.js", "/login")) {
      given()
          .get(path)
          .then()
          .statusCode(200)
          .header("X-Content-Type-Options", "nosniff")
          .header("Content-Security-Policy", containsString("default-src 'self'"));
    }
  }

  @Test
  void whatNoDatabaseHoldsIsRefusedBeforeItIsAsked() {
    for (String path :
        List.of(
            "/api/v1/decisions?node=%00",
            "/api/v1/explain?code=NODE_DOWN&node=a%00", "/why?code=NODE_DOWN&peer=%00")) {
      given()
          .urlEncodingEnabled(false)
          .header("Authorization", "Bearer " + ConsoleProfile.READ)
          .get(path)
          .then()
          .statusCode(400);
    }
    problem(ask("{\"kind\":\"pause\",\"reason\":\"a\\u0000\"}"), 400, "reason");
    problem(
        ask("{\"kind\":\"pause\",\"reason\":\"x\",\"expiresAt\":\"+999999999-12-31T23:59:59Z\"}"),
        400,
        "expiresAt");
    assertThat(journal.open()).isTrue();
  }

  @Test
  void aBodyIsOneJsonObjectInUtf8AndNothingAfterIt() {
    problem(ask(PAUSE + "{}"), 400, "not JSON");
    problem(ask("{\"kind\":\"pause\",\"kind\":\"resume\",\"reason\":\"x\"}"), 400, "not JSON");
    for (byte[] bytes :
        List.of(new byte[] {0, 0, 0, '{', 0, 0x7f, 0, 0}, new byte[] {'{', '"', (byte) 0xff})) {
      operator()
          .contentType("application/json")
          .body(bytes)
          .post("/api/v1/intents")
          .then()
          .statusCode(400);
    }
  }

  @Test
  void aNewLoginEndsTheSessionBeforeItAndLoggingOutEverywhereAllOfThem() {
    String first = session();
    form("same-origin")
        .cookie(SessionCookie.NAME, first)
        .formParam("token", ConsoleProfile.BOTH)
        .post("/login");
    given().cookie(SessionCookie.NAME, first).get("/api/v1/health").then().statusCode(401);
    String here = session();
    String there = session();
    form("same-origin").cookie(SessionCookie.NAME, here).post("/logout-everywhere");
    given().cookie(SessionCookie.NAME, there).get("/api/v1/health").then().statusCode(401);
  }

  @Test
  void aRequestThatIsNoHttpIsRefusedAndWritesNoFault() throws IOException {
    for (String request :
        List.of(
            "GET /login HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /console/console.css HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
            "GET http://other.example/login HTTP/1.1\r\n\r\n")) {
      try (LogLines lines = new LogLines("");
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
            .as(request)
            .startsWith("HTTP/1.1 400 ")
            .contains("X-Content-Type-Options: nosniff", Problem.MEDIA_TYPE);
        assertThat(lines.told()).as(request).isEmpty();
      }
    }
  }

  @Test
  void aBodyThatBreaksItsOwnFramingEndsTheConnectionAndWritesNoFault() throws IOException {
    try (LogLines lines = new LogLines("");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              "POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                  .getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
      assertThat(lines.told()).isEmpty();
    }
  }

  @Test
  void aFormThatIsNotWellEncodedIsRefusedAndWritesNoFault() {
    try (LogLines lines = new LogLines(Problems.class.getName())) {
      form("same-origin")
          .cookie(SessionCookie.NAME, session())
          .contentType("application/x-www-form-urlencoded")
          .body("kind=pause&reason=%zz")
          .post("/intents")
          .then()
          .statusCode(400)
          .body(containsString("percent sign"));
      assertThat(lines.told()).isEmpty();
    }
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
