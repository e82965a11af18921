package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Evidence;
import org.kubosteward.remedy.guard.Guards;

/** What would happen, and why what happens does, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class RehearsalIT {
  private static final String COLLECT = "{\"action\":\"collect-garbage\",\"node\":\"%s\"}";

  @Inject RecordedJournal journal;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    FixedWorld.now = Stories.NOW;
    FixedWorld.progress = Optional.empty();
  }

  @Test
  void aDryRunTellsWhatEveryGuardSaysToTheAction() {
    dryRun(COLLECT.formatted("kubo-3"))
        .statusCode(200)
        .body("action", equalTo("collect-garbage kubo-3"))
        .body("mode", equalTo("approve"))
        .body("disruptive", equalTo(true))
        .body("cause.code", equalTo("REPO_FULL"))
        .body("supposed", equalTo(null))
        .body("causes", hasItems("REPO_NEAR_FULL", "REPO_FULL"))
        .body("decision.kind", equalTo("refuse"))
        .body("guards", hasSize(Guards.all().size()))
        .body("guards.find { it.guard == 'approval' }.passes", equalTo(false))
        .body("guards.find { it.guard == 'approval' }.reason", containsString("approve collect"))
        .body("guards.find { it.guard == 'paused' }.passes", equalTo(true))
        .body("guards.find { it.guard == 'paused' }.meaning", containsString("lifted by"));
  }

  @Test
  void aDryRunWithoutACauseSaysWhatWouldBeOne() {
    dryRun(COLLECT.formatted("kubo-1"))
        .statusCode(200)
        .body("cause", equalTo(null))
        .body("supposed.subject", equalTo("kubo-1"))
        .body("verdict", containsString("nothing now, because no finding asks for it"))
        .body("verdict", containsString("REPO_NEAR_FULL, REPO_FULL"));
    dryRun("{\"action\":\"refresh-link\",\"node\":\"kubo-3\",\"peer\":\"kubo-1\"}")
        .statusCode(200)
        .body("cause.subject", equalTo("kubo-1>kubo-3"))
        .body("decision.kind", equalTo("wait"));
  }

  @Test
  void everyWrongFieldOfADryRunIsNamed() {
    dryRun("{\"action\":\"colect-garbage\",\"node\":\"kubo-9\",\"nodes\":\"x\"}")
        .statusCode(400)
        .body("errors.field", contains("nodes", "action", "node"))
        .body("detail", containsString("did you mean collect-garbage?"));
    dryRun("{\"action\":\"refresh-link\",\"node\":\"kubo-1\"}")
        .statusCode(400)
        .body("errors.field", contains("peer"));
    dryRun("{\"action\":\"collect-garbage\",\"node\":\"kubo-1\",\"peer\":\"kubo-2\"}")
        .statusCode(400)
        .body("errors.field", contains("peer"));
    dryRun("{\"action\":\"refresh-link\",\"node\":\"kubo-1\",\"peer\":\"kubo-1\"}")
        .statusCode(400)
        .body("detail", containsString("name the other one"));
  }

  @Test
  void whoMayReadOrOperateMayRehearseAndNobodyElse() {
    String body = COLLECT.formatted("kubo-3");
    for (String token : new String[] {ConsoleProfile.READ, ConsoleProfile.OPERATE}) {
      json(bearer(token), body).post("/api/v1/dry-run").then().statusCode(200);
    }
    json(given(), body).post("/api/v1/dry-run").then().statusCode(401);
    json(bearer("wrong"), body).post("/api/v1/dry-run").then().statusCode(401);
    assertThat(journal.intents(Stories.NOW)).hasSize(1);
  }

  @Test
  void anOldPictureIsNoGroundForARehearsal() {
    FixedWorld.now = Stories.NOW.plusSeconds(300);
    dryRun(COLLECT.formatted("kubo-3"))
        .statusCode(503)
        .body("detail", containsString("stands still"));
    journal.clear();
    dryRun(COLLECT.formatted("kubo-3")).statusCode(503);
  }

  @Test
  void aRefusalIsExplainedWithWhatLiftsIt() {
    reader()
        .get("/api/v1/explain?code=REPO_FULL&node=kubo-3")
        .then()
        .statusCode(200)
        .body("finding.since", equalTo("2026-11-23T02:20:00Z"))
        .body("finding.evidence.fill", equalTo("97 %"))
        .body("decision.guard", equalTo("approval"))
        .body("next", containsString("lifted by an approval"))
        .body("action.describe", equalTo("collect-garbage kubo-3"))
        .body("action.mode", equalTo("approve"))
        .body("guards", hasSize(Guards.all().size()))
        .body("allowance.attemptsAllowed", equalTo(3))
        .body("allowance.disruptiveLastHour", equalTo(1))
        .body("allowance.disruptivePerHour", equalTo(3))
        .body("attempts.id", contains(5))
        .body("attempts[0].verification", equalTo("cured"));
  }

  @Test
  void aLinkIsFoundByEitherOfItsNodes() {
    for (String query : new String[] {"", "&node=kubo-3&peer=kubo-1", "&node=kubo-1"}) {
      reader()
          .get("/api/v1/explain?code=LINK_NOT_EXCHANGING" + query)
          .then()
          .statusCode(200)
          .body("finding.subject", equalTo("kubo-1>kubo-3"))
          .body("decision.kind", equalTo("act"))
          .body("next", containsString("whether it helped"))
          .body("attempts.id", contains(7, 6));
    }
  }

  @Test
  void whatIsLeftAloneAndMutedIsExplainedToo() {
    reader()
        .get("/api/v1/explain?code=VERSION_SKEW")
        .then()
        .statusCode(200)
        .body("action", equalTo(null))
        .body("guards", hasSize(0))
        .body("finding.muted", equalTo(true))
        .body("intents.kind", hasItem("mute"))
        .body("next", containsString("does nothing about it"))
        .body("next", containsString(Evidence.span(Duration.ofMinutes(77))));
  }

  @Test
  void whatIsNotFoundIsToldWithWhatThereIs() {
    reader()
        .get("/api/v1/explain?code=NODE_HUNG&node=kubo-3")
        .then()
        .statusCode(404)
        .body("detail", containsString("REPO_FULL kubo-3"));
    reader()
        .get("/api/v1/explain")
        .then()
        .statusCode(400)
        .body("detail", containsString("NODE_DOWN"));
    reader().get("/api/v1/explain?code=NODE_DWN").then().statusCode(400);
  }

  @Test
  void theBoardLinksToThePageThatExplains() {
    reader()
        .get("/")
        .then()
        .body(containsString("href=\"why?code=REPO_FULL&amp;node=kubo-3\""))
        .body(
            containsString(
                "href=\"why?code=LINK_NOT_EXCHANGING&amp;node=kubo-3&amp;peer=kubo-1\""));
    reader()
        .get("/why?code=REPO_FULL&node=kubo-3")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("waits for a person"))
        .body(containsString("What happens next"))
        .body(containsString("1 of 3 in the last hour"));
  }

  @Test
  void theFormOfThePageRehearsesWithoutAScript() {
    reader()
        .formParam("action", "collect-garbage")
        .formParam("node", "kubo-3")
        .formParam("peer", "")
        .post("/dry-run")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("would be refused by the guard in-flight"))
        .body(containsString("Nothing was done"));
    given().formParam("action", "x").post("/dry-run").then().statusCode(401);
  }

  @Test
  void whatANodeSaysStaysTextOnThePageThatExplains() {
    journal.fill(Stories.hostile());
    reader()
        .get("/why?code=PEERS_LOW&node=kubo-1")
        .then()
        .statusCode(200)
        .body(not(containsString("<script>alert")))
        .body(containsString("&lt;script&gt;alert"));
  }

  private static ValidatableResponse dryRun(String body) {
    return json(reader(), body).post("/api/v1/dry-run").then();
  }

  private static RequestSpecification json(RequestSpecification as, String body) {
    return as.contentType("application/json").body(body);
  }

  private static RequestSpecification reader() {
    return bearer(ConsoleProfile.READ);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
