package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.journal.Round;

/** A mute ends when things get worse, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class MuteIT {
  private static final Finding ONE = Stories.finding(Code.PEERS_LOW, Stories.K1, Level.WARN);
  private static final Finding TWO = Stories.finding(Code.PEERS_LOW, Stories.K2, Level.WARN);

  @Inject RecordedJournal journal;

  @BeforeEach
  void oneNodeWithFewPeers() {
    journal.clear();
    journal.append(round(ONE));
    FixedWorld.now = Stories.NOW;
    FixedWorld.progress = Optional.empty();
  }

  @Test
  void aMuteHoldsUntilThereIsMoreOfIt() {
    mute("")
        .statusCode(201)
        .body("covered.findings", equalTo(1))
        .body("covered.worst", equalTo("warning"))
        .body("endedEarly", equalTo(null));
    reader().get("/api/v1/health").then().body("status", equalTo("OK"));

    journal.append(round(ONE, TWO));

    reader()
        .get("/api/v1/health")
        .then()
        .body("status", equalTo("WARN"))
        .body("findings[0].muted", equalTo(false));
    reader()
        .get("/api/v1/intents")
        .then()
        .body("intents[0].endedEarly", equalTo("2 findings now, 1 when muted"));
    reader()
        .get("/")
        .then()
        .body(containsString("ended early: 2 findings now, 1 when muted"))
        .body(not(containsString("Muted findings")));
  }

  @Test
  void aStickyMuteHoldsWhateverComes() {
    mute(",\"sticky\":true").statusCode(201).body("covered", equalTo(null));
    journal.append(round(ONE, TWO));
    reader().get("/api/v1/health").then().body("status", equalTo("OK"));
  }

  @Test
  void whatIsNotThereIsMutedOnlyStickily() {
    journal.append(round());
    mute("")
        .statusCode(400)
        .body("errors[0].field", equalTo("sticky"))
        .body("detail", containsString("there is no PEERS_LOW now"));
    mute(",\"sticky\":true").statusCode(201);
  }

  private static Round round(Finding... findings) {
    return Stories.round(
        Stories.picture(
            Stories.node(Stories.K1, 0.4),
            Stories.node(Stories.K2, 0.4),
            Stories.node(Stories.K3, 0.4)),
        List.of(findings));
  }

  private static ValidatableResponse mute(String more) {
    return given()
        .header("Authorization", "Bearer " + ConsoleProfile.OPERATE)
        .contentType("application/json")
        .body(
            "{\"kind\":\"mute\",\"code\":\"PEERS_LOW\",\"reason\":\"known\",\"expiresIn\":\"1h\""
                + more
                + "}")
        .post("/api/v1/intents")
        .then();
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + ConsoleProfile.READ);
  }
}
