package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.RosterRow;

/** The roster as other processes meet it, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class RosterIT {
  private static final String ROSTER = "/api/v1/roster";

  @Inject RecordedJournal journal;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    FixedWorld.now = Stories.NOW;
  }

  @Test
  void itSaysWhichNodesToUseAndWhy() {
    reader()
        .get(ROSTER)
        .then()
        .statusCode(200)
        .body("fleet", equalTo("east"))
        .body("leader", equalTo(true))
        .body("nodes.name", contains("kubo-1", "kubo-2", "kubo-3"))
        .body("nodes.use", contains("yes", "no", "last-resort"))
        .body("nodes.gateway", hasItems("http://10.42.0.11:8080", "http://10.42.0.13:8080"))
        .body("nodes[2].codes", hasItems("REPO_FULL"));
  }

  @Test
  void whoHasItIsNotToldAgain() {
    Response first = reader().get(ROSTER);
    String tag = first.header("ETag");
    assertThat(tag).startsWith("W/\"");

    Response second = reader().header("If-None-Match", tag).get(ROSTER);

    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.header("ETag")).isEqualTo(tag);
    assertThat(second.header("Age")).matches("\\d+");
    assertThat(second.asByteArray()).isEmpty();
  }

  @Test
  void whoHasAnOlderOneIsToldTheNewOne() {
    String tag = reader().get(ROSTER).header("ETag");
    journal.fill(Stories.healthy());

    Response changed = reader().header("If-None-Match", tag).get(ROSTER);

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
    assertThat(changed.jsonPath().getList("nodes.use")).containsOnly("yes");
  }

  @Test
  void aStandbyTellsWhatTheLeaderLeftAndHowOldItIs() {
    journal.clear();
    journal.left(
        new RosterRow("plane-b", 41, Stories.NOW, Duration.ofSeconds(7), "{\"nodes\":[]}", "[]"));

    reader()
        .get(ROSTER)
        .then()
        .statusCode(200)
        .body("leader", equalTo(false))
        .body("round", equalTo(41))
        .body("ageSeconds", equalTo(7))
        .header("Age", equalTo("7"));
  }

  @Test
  void whoWaitsIsToldOfAChangeWhenItComes() {
    String tag = reader().get(ROSTER).header("ETag");
    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(
            () -> reader().header("If-None-Match", tag).get(ROSTER + "?wait=60"));
    journal.fill(Stories.healthy());

    Response told = waiting.orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void whoWaitedForNothingIsToldSo() {
    String tag = reader().get(ROSTER).header("ETag");

    Response told = reader().header("If-None-Match", tag).get(ROSTER + "?wait=1");

    assertThat(told.statusCode()).isEqualTo(304);
    assertThat(told.header("ETag")).isEqualTo(tag);
  }

  @Test
  void aWaitWithoutBoundIsRefused() {
    for (String wait : List.of("61", "-1", "1m")) {
      reader()
          .get(ROSTER + "?wait=" + wait)
          .then()
          .statusCode(400)
          .body("detail", equalTo("the parameter wait is not a number of seconds from 0 to 60"));
    }
  }

  @Test
  void aWaitThatIsEmptyIsNone() {
    reader().get(ROSTER + "?wait=").then().statusCode(200);
  }

  @Test
  void itNeedsATokenThatMayRead() {
    given().get(ROSTER).then().statusCode(401);
    given()
        .header("Authorization", "Bearer " + ConsoleProfile.OPERATE)
        .get(ROSTER)
        .then()
        .statusCode(403);
  }

  @Test
  void beforeTheFirstRoundItCannotBeTold() {
    journal.clear();

    reader()
        .get(ROSTER)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("detail", equalTo("no round of any plane has ended yet; ask again soon"));
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + ConsoleProfile.READ);
  }
}
