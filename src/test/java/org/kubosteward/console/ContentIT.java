package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.Copy;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multibase;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.Round;

/** Content as programs ask for it, over HTTP. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ContentIT {
  private static final String CONTENT = "/api/v1/content";

  @Inject RecordedJournal journal;
  @Inject MemoryBooks books;

  @BeforeEach
  void fresh() {
    journal.fill(ContentStories.lost());
    books.clear();
    books.ask(ContentStories.cid(30), "whisper", "bob");
    FixedWorld.now = Stories.NOW;
    FixedWorld.uploads = List.of();
  }

  @Test
  void contentsComeInPagesThatMeet() {
    List<String> all = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      RequestSpecification asked = reader().queryParam("limit", 5);
      after.filter(cid -> !cid.isEmpty()).ifPresent(cid -> asked.queryParam("after", cid));
      Response page = asked.get(CONTENT);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.jsonPath().getLong("contents")).isEqualTo(16);
      all.addAll(page.jsonPath().getList("page.cid"));
      after = Optional.ofNullable(page.jsonPath().getString("next"));
    }
    assertThat(all).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void aContentIsListedWithItsNameAndHowItStands() {
    reader()
        .queryParam("verdict", "lost")
        .get(CONTENT)
        .then()
        .statusCode(200)
        .body("page", hasSize(1))
        .body("page[0].cid", equalTo(ContentStories.cid(30).toString()))
        .body("page[0].names", contains("whisper"))
        .body("page[0].verdict", equalTo("lost"))
        .body("page[0].proven", equalTo(0))
        .body("page[0].min", equalTo(2))
        .body("page[0].max", equalTo(3))
        .body("next", nullValue());
    reader().queryParam("policy", "default").get(CONTENT).then().body("page", hasSize(4));
  }

  @Test
  void oneContentHasItsCopiesItsRequestsAndWhatStandsInTheWay() {
    one(ContentStories.cid(30))
        .then()
        .statusCode(200)
        .body("verdict", equalTo("lost"))
        .body("requests.name", contains("whisper"))
        .body("requests[0].createdBy", equalTo("bob"))
        .body("copies", hasSize(1))
        .body("copies[0].state", equalTo("absent"))
        .body("copies[0].failures", equalTo(2))
        .body("plan.obstacle.kind", equalTo("no_source"));
    one(ContentStories.cid(20))
        .then()
        .statusCode(200)
        .body("copies.find { it.node == 'kubo-1' }.transfer.from", equalTo("kubo-3"))
        .body("copies.find { it.node == 'kubo-1' }.transfer.percent", equalTo(38))
        .body("copies.find { it.node == 'kubo-1' }.transfer.remainingSeconds", equalTo(36))
        .body("copies.find { it.node == 'kubo-2' }.presence", equalTo("gone"));
    one(ContentStories.cid(22))
        .then()
        .body("copies.find { it.node == 'kubo-3' }.damage.count", equalTo(2))
        .body("copies.find { it.node == 'kubo-3' }.damage.blocks", hasSize(2));
  }

  @Test
  void anyVersionAndBaseOfACidIsTaken() {
    Cid cid = ContentStories.cid(30);
    for (String text :
        List.of(cid.text(Multibase.BASE58BTC), cid.text(Multibase.BASE32), zero(cid))) {
      reader()
          .get(CONTENT + "/" + text)
          .then()
          .statusCode(200)
          .body("cid", equalTo(cid.toString()));
      reader().get(CONTENT + "/" + text + "/why").then().statusCode(200);
    }
  }

  private static String zero(Cid cid) {
    return Multibase.BASE58BTC.encode(cid.multihash().bytes());
  }

  @Test
  void whyGoesNodeByNodeAndHasTheDecisionOfThePolicy() {
    reader()
        .get(CONTENT + "/" + ContentStories.cid(20) + "/why")
        .then()
        .statusCode(200)
        .body("nodes.node", contains("kubo-1", "kubo-2", "kubo-3"))
        .body("nodes[1].refusal.kind", equalTo("unfit"))
        .body("nodes[1].unfit.kind", equalTo("down"))
        .body("nodes[2].refusal.kind", equalTo("has_one"))
        .body("findings.code", hasItem("CONTENT_AT_RISK"))
        .body("findings[0].decision.kind", equalTo("leave"));
  }

  @Test
  void whatIsNoCidAndWhatNobodyWantsAreToldSo() {
    reader()
        .get(CONTENT + "/nonsense")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("is no CID"));
    one(ContentStories.cid(999))
        .then()
        .statusCode(404)
        .body("detail", containsString("ipfs pin remote add"));
    reader()
        .queryParam("verdict", "losst")
        .get(CONTENT)
        .then()
        .statusCode(400)
        .body("detail", containsString("did you mean lost?"));
    reader().queryParam("limit", 1001).get(CONTENT).then().statusCode(400);
  }

  @Test
  void whatWasAskedForSinceTheRoundIsKnownFromTheJournal() {
    Cid late = ContentStories.cid(500);
    books.ask(late, "late", "alice");
    one(late)
        .then()
        .statusCode(200)
        .body("verdict", nullValue())
        .body("requests.name", contains("late"))
        .body("copies", hasSize(0));
  }

  @Test
  void aPlaneThatDoesNotLeadTellsWhatTheJournalHasAndWhoLeads() {
    standby();
    books.keep(new CopyRow(ContentStories.cid(30), Stories.K1, new Copy.Proven(Stories.at(60))));

    reader().get(CONTENT).then().statusCode(503).body("detail", containsString("plane-b leads"));
    reader()
        .get(CONTENT + "/" + ContentStories.cid(30) + "/why")
        .then()
        .statusCode(503)
        .body("detail", containsString("plane-b leads"));
    one(ContentStories.cid(30))
        .then()
        .statusCode(200)
        .body("at", nullValue())
        .body("plan", nullValue())
        .body("sentence", containsString("1 of 2 proven, as the journal has it"))
        .body("copies[0].state", equalTo("proven"))
        .body("copies[0].presence", nullValue());
    one(ContentStories.cid(999)).then().statusCode(404);
    assertThat(reader().get("/content").asString()).contains("plane-b leads");
    assertThat(reader().get("/content/" + ContentStories.cid(30)).asString())
        .contains("plane-b leads", "proven");
    assertThat(reader().get("/status").asString()).contains("content   plane-b leads");
  }

  private void standby() {
    Story story = Stories.healthy();
    Round led = story.latest().orElseThrow();
    Round own =
        new Round(
            led.picture(),
            led.report(),
            led.plan(),
            led.intents(),
            led.policy(),
            false,
            led.took());
    journal.fill(new Story(Optional.of(own), story.history(), List.of(), List.of(), List.of()));
    journal.left(
        new RosterRow("plane-b", 41, Stories.NOW, Duration.ofSeconds(7), "{\"nodes\":[]}", "[]"));
  }

  @Test
  void withoutTheJournalThePagesGoOnWithoutNames() {
    books.breakDatabase();
    reader().get(CONTENT).then().statusCode(200).body("page", hasSize(16));
    assertThat(reader().get("/content").asString()).contains("no name");
    one(ContentStories.cid(30)).then().statusCode(503).body("title", equalTo("No journal"));
  }

  @Test
  void theScreenIsPlainTextAndItsErrorsAreForPrograms() {
    Response screen = reader().get("/status");
    assertThat(screen.contentType()).startsWith("text/plain");
    assertThat(screen.asString()).contains("content   default:").contains("1 lost").endsWith("\n");
    given()
        .redirects()
        .follow(false)
        .get("/status")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void whatPeopleWriteIsNoMarkup() {
    books.ask(ContentStories.cid(20), "<script>alert(1)</script>", "<b>eve</b>");
    for (String path : List.of("/content", "/content/" + ContentStories.cid(20))) {
      assertThat(reader().get(path).asString())
          .contains("&lt;script&gt;")
          .doesNotContain("<script>alert", "<b>eve");
    }
  }

  private static Response one(Cid cid) {
    return reader().get(CONTENT + "/" + cid);
  }

  private static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + ConsoleProfile.READ);
  }
}
