package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pause and its silence, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class SilenceIT {
  private static final String PAUSE =
      "{\"kind\":\"pause\",\"node\":\"kubo-1\",\"reason\":\"its disk\",\"expiresIn\":\"2h\","
          + "\"silence\":true}";

  /** The console remembers for 30 s what Alertmanager said: each test comes later than the last. */
  private static Instant later = Stories.NOW;

  @Inject RecordedJournal journal;

  @BeforeEach
  void healthyFleet() {
    FixedWorld.ALERTMANAGER.reset();
    journal.fill(Stories.healthy());
    later = later.plusSeconds(60);
    FixedWorld.now = later;
    FixedWorld.progress = Optional.empty();
  }

  @AfterEach
  void answersAgain() {
    FixedWorld.ALERTMANAGER.reset();
  }

  @Test
  void aPauseMakesItsSilenceAndTakesItAlong() {
    int id =
        ask(PAUSE)
            .statusCode(201)
            .body("silence", equalTo("5f3a-1"))
            .extract()
            .jsonPath()
            .getInt("id");
    assertThat(FixedWorld.ALERTMANAGER.asked().get(0))
        .startsWith("POST")
        .contains("kubo-1", "robot", "its disk", later.plusSeconds(7200).toString());

    operator().delete("/api/v1/intents/" + id).then().statusCode(204);
    assertThat(FixedWorld.ALERTMANAGER.asked())
        .anyMatch(asked -> asked.startsWith("DELETE /am/api/v2/silence/5f3a-1"));
  }

  @Test
  void aResumeEndsTheSilenceOfThePauseThatItEnds() {
    ask(PAUSE).statusCode(201);
    ask("{\"kind\":\"resume\",\"node\":\"kubo-1\",\"reason\":\"done\"}").statusCode(201);

    assertThat(FixedWorld.ALERTMANAGER.asked())
        .anyMatch(asked -> asked.startsWith("DELETE /am/api/v2/silence/5f3a-1"));
  }

  @Test
  void aResumeThatEndsNothingSaysWhatIsPaused() {
    ask("{\"kind\":\"resume\",\"reason\":\"done\"}")
        .statusCode(201)
        .body("notice", equalTo("there was no pause of just that to end; nothing is paused"));
    ask(PAUSE).statusCode(201);
    ask("{\"kind\":\"resume\",\"reason\":\"done\"}")
        .statusCode(201)
        .body(
            "notice",
            equalTo("there was no pause of just that to end; paused are: kubo-1 by robot"));
    ask("{\"kind\":\"resume\",\"node\":\"kubo-1\",\"reason\":\"done\"}")
        .statusCode(201)
        .body("notice", nullValue());
  }

  @Test
  void aPauseHoldsWhereTheSilenceCannotBeMade() {
    FixedWorld.ALERTMANAGER.failing(500);
    ask(PAUSE)
        .statusCode(201)
        .body("silence", equalTo(null))
        .body("notice", containsString("paused; the silence could not be created"));
    assertThat(journal.intents(later)).hasSize(1);
  }

  @Test
  void aWithdrawalSaysThatTheSilenceStayed() {
    int id = ask(PAUSE).extract().jsonPath().getInt("id");
    FixedWorld.ALERTMANAGER.failing(500);
    operator()
        .delete("/api/v1/intents/" + id)
        .then()
        .statusCode(200)
        .body("notice", containsString("withdrawn; the silence 5f3a-1 could not be removed"));
    assertThat(journal.intents(later)).isEmpty();
  }

  @Test
  void aSilenceWithoutItsPauseIsTakenBack() {
    journal.breakDatabase();
    ask(PAUSE).statusCode(503);
    assertThat(FixedWorld.ALERTMANAGER.asked())
        .anyMatch(asked -> asked.startsWith("DELETE /am/api/v2/silence/5f3a-1"));
  }

  @Test
  void theSilencesOfANodeAreShownWithIt() {
    FixedWorld.ALERTMANAGER.listing(
        "[{\"id\":\"a\",\"createdBy\":\"ada\",\"comment\":\"disk\",\"endsAt\":\"%s\",\"status\":{\"state\":\"active\"},\"matchers\":[{\"name\":\"node\",\"value\":\"kubo-1\",\"isRegex\":false,\"isEqual\":true}]}]"
            .formatted(later.plusSeconds(3600)));
    await()
        .untilAsserted(
            () ->
                reader()
                    .get("/api/v1/fleet")
                    .then()
                    .body("nodes[0].silences[0].author", equalTo("ada"))
                    .body("nodes[1].silences.size()", equalTo(0)));
    reader().get("/").then().body(containsString("alerts silenced by ada, ends in 1 h"));
  }

  @Test
  void anAlertmanagerThatFailsIsShownAsSuch() {
    FixedWorld.ALERTMANAGER.failing(503);
    await()
        .untilAsserted(
            () ->
                reader()
                    .get("/api/v1/fleet")
                    .then()
                    .body("silencesUnknown", containsString("it answers 503")));
    reader().get("/").then().body(containsString("Silences are not known"));
  }

  private static ValidatableResponse ask(String body) {
    return operator().contentType("application/json").body(body).post("/api/v1/intents").then();
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + ConsoleProfile.OPERATE);
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + ConsoleProfile.READ);
  }
}
