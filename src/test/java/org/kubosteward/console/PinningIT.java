package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Audit;
import org.kubosteward.access.MemoryKeys;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.house.LogLines;
import org.kubosteward.journal.MemoryDatabase;

/** The IPFS Pinning Service API over a real database, as programs of others use it. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class PinningIT {
  private static final String PINS = "/pinning/pins";
  private static final String RAW = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
  private static final String V0 = "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG";
  private static final String V1 = "bafybeie5nqv6kd3qnfjupgvz34woh3oksc3iau6abmyajn7qvtf6d2ho34";
  private static final String ALL = "?limit=1000&status=queued,pinning,pinned,failed";

  @Inject RecordedJournal journal;
  @Inject MemoryKeys keys;
  @Inject MemoryDatabase database;

  @BeforeEach
  void nothingIsWanted() {
    journal.fill(Stories.sick());
    keys.clear();
    FixedWorld.now = Stories.NOW;
    database.recover();
    database.journal();
    for (String id : ids(pinner().get(PINS + ALL))) {
      pinner().delete(PINS + "/" + id).then().statusCode(202);
    }
  }

  @Test
  void aPinObjectIsKeptAsItWasAskedForAndToldWithItsStatus() {
    JsonPath kept =
        ask("{\"cid\":\"%s\",\"name\":\"model\",\"origins\":[\"/ip4/192.0.2.1/tcp/1/p2p/Q\"],"
                + "\"meta\":{\"app\":\"shop\"},\"later\":[1]}")
            .then()
            .statusCode(202)
            .contentType("application/json")
            .extract()
            .jsonPath();

    assertThat(kept.getString("requestid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(kept.getString("status")).isEqualTo("queued");
    assertThat(kept.getString("created")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    assertThat(kept.getString("pin.cid")).isEqualTo(V0);
    assertThat(kept.getString("pin.name")).isEqualTo("model");
    assertThat(kept.getList("pin.origins")).containsExactly("/ip4/192.0.2.1/tcp/1/p2p/Q");
    assertThat(kept.getMap("pin.meta")).containsEntry("app", "shop").hasSize(1);
    assertThat(kept.getString("info.policy")).isEqualTo("default");
    Response one = pinner().get(PINS + "/" + kept.getString("requestid"));
    assertThat(one.jsonPath().getMap("")).isEqualTo(kept.getMap(""));
    assertThat(kept.getList("delegates", String.class))
        .allSatisfy(address -> assertThat(address).startsWith("/").contains("/p2p/"));
  }

  @Test
  void theSameCidAgainIsAnotherPinObjectOfTheSameContent() {
    String first = id(ask("{\"cid\":\"%s\"}"));
    String second = id(ask("{\"cid\":\"" + V1 + "\",\"name\":null,\"meta\":null}"));

    assertThat(first).isNotEqualTo(second);
    assertThat(ids(pinner().get(PINS + ALL + "&cid=" + V1))).containsExactly(second, first);
    assertThat(ids(pinner().get(PINS + ALL + "&cid=" + RAW + "," + V0)))
        .containsExactly(second, first);
    pinner().get(PINS).then().body("count", equalTo(0)).body("results", hasSize(0));
  }

  @Test
  void pagesByBeforeAreWholeAtOneInstant() {
    List<String> asked = new ArrayList<>();
    for (int n = 0; n < 23; n++) {
      asked.add(0, id(ask("{\"cid\":\"%s\"}")));
    }
    List<String> read = new ArrayList<>();
    String before = "2100-01-01T00:00:00%2B01:00";
    while (true) {
      JsonPath page =
          pinner()
              .urlEncodingEnabled(false)
              .get(PINS + "?status=queued&before=" + before)
              .jsonPath();
      List<String> ids = page.getList("results.requestid");
      read.addAll(ids);
      assertThat(page.getInt("count")).isEqualTo(23 - read.size() + ids.size());
      if (page.getInt("count") == ids.size()) {
        break;
      }
      assertThat(ids).hasSize(10);
      before = page.getString("results[9].created");
    }
    assertThat(read).containsExactlyElementsOf(asked);
  }

  @Test
  void replacingAndRemovingAnswer202AndForgetTheOldOne() {
    String old = id(ask("{\"cid\":\"%s\"}"));

    Response replaced = json("{\"cid\":\"" + RAW + "\"}").post(PINS + "/" + old);
    assertThat(replaced.statusCode()).isEqualTo(202);
    assertThat(replaced.jsonPath().getString("pin.cid")).isEqualTo(RAW);
    failure(pinner().get(PINS + "/" + old), 404, "NOT_FOUND", old);
    failure(json("{\"cid\":\"" + RAW + "\"}").post(PINS + "/" + old), 404, "NOT_FOUND", old);

    Response removed = pinner().delete(PINS + "/" + id(replaced));
    assertThat(removed.statusCode()).isEqualTo(202);
    assertThat(removed.asByteArray()).isEmpty();
    failure(pinner().delete(PINS + "/" + id(replaced)), 404, "NOT_FOUND", "removed");
    failure(pinner().get(PINS + "/not-an-id"), 404, "NOT_FOUND", "not-an-id");
  }

  @Test
  void whatCannotBeKeptIsRefusedWithWhatIsWrong() {
    String identity = "bafkqa" + "a".repeat(230);
    refused("{\"cid\":\"hello\"}", "'hello' is no CID");
    refused("{\"cid\":\"" + identity + "\"}", "cid: ");
    refused("{\"cid\":\"/ipfs/" + V0 + "\"}", "it is a path");
    refused("{\"cid\":7}", "cid: give the CID");
    refused("{\"name\":\"n\"}", "cid: give the CID");
    refused("{\"cid\":\"%s\",\"name\":\"" + "n".repeat(256) + "\"}", "shorten it to 255");
    refused("{\"cid\":\"%s\",\"name\":\"a\\u0000b\"}", "name has a NUL");
    refused("{\"cid\":\"%s\",\"name\":\"\\ud800\"}", "half of a character");
    refused("{\"cid\":\"%s\",\"meta\":{\"a\":1}}", "meta: 'a' is no text");
    refused("{\"cid\":\"%s\",\"meta\":[]}", "meta: it is no object");
    refused("{\"cid\":\"%s\",\"origins\":\"/ip4\"}", "origins: it is no list");
    refused("{\"cid\":\"%s\",\"origins\":[\"ip4\"]}", "no multiaddress");
    refused("{\"cid\":\"%s\",\"cid\":\"%s\"}", "not JSON");
    refused("[]", "not a JSON object");
    refused("{\"cid\":\"%s\"} x", "not JSON");
    refused(
        "{\"cid\":\"%s\",\"meta\":{\"policy\":\"gold\"}}",
        "there is no policy 'gold'; there are default");
    pinner().get(PINS + ALL).then().body("count", equalTo(0));
  }

  @Test
  void aQueryThatIsNoneIsRefusedWithWhatIsAllowed() {
    for (String query :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=x",
            "match=like",
            "status=done",
            "before=yesterday",
            "after=2026-11-23",
            "cid=hello",
            "cid=" + (V0 + ",").repeat(10) + cids(),
            "name=" + "n".repeat(256),
            "meta=[]",
            "meta={\"a\":{}}")) {
      String name = query.replaceAll("=.*", "");
      String value = query.substring(name.length() + 1);
      failure(pinner().queryParam(name, value).get(PINS), 400, "BAD_REQUEST", name);
    }
  }

  /** Eleven of them. */
  private static String cids() {
    StringBuilder cids = new StringBuilder();
    for (char digit = '2'; digit <= '7'; digit++) {
      cids.append(RAW, 0, 20).append(digit).append(RAW, 21, RAW.length()).append(',');
      cids.append(RAW, 0, 25).append(digit).append(RAW, 26, RAW.length()).append(',');
    }
    return cids.toString();
  }

  @Test
  void everyErrorHasTheFormOfTheStandard() {
    String asked = "{\"cid\":\"" + RAW + "\"}";
    failure(given().get(PINS), 401, "UNAUTHORIZED", "pin:read");
    failure(bearer("wrong").get(PINS), 401, "UNAUTHORIZED", "not known");
    failure(bearer(ConsoleProfile.READ).get(PINS), 403, "FORBIDDEN", "lacks the scope pin:read");
    failure(bearer(ConsoleProfile.ADMIN).delete(PINS + "/1"), 403, "FORBIDDEN", "pin:write");
    failure(pinner().get("/pinning/nothing"), 404, "NOT_FOUND", "nothing at");
    failure(pinner().put(PINS), 405, "METHOD_NOT_ALLOWED", "PUT");
    failure(
        pinner().contentType("text/plain").body(asked).post(PINS),
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "POST");
    failure(json("x".repeat(40_000)).post(PINS), 413, "REQUEST_ENTITY_TOO_LARGE", "32768");
  }

  @Test
  void whileTheJournalIsAwayNothingIsKeptAndItIsSaidWhenToAskAgain() {
    database.fail();
    Response away = ask("{\"cid\":\"%s\"}");
    failure(away, 503, "SERVICE_UNAVAILABLE", "keeping a request");
    assertThat(away.header("Retry-After")).isEqualTo("5");
    failure(pinner().get(PINS), 503, "SERVICE_UNAVAILABLE", "reading");

    database.recover();
    pinner().get(PINS + ALL).then().body("count", equalTo(0));
  }

  @Test
  void aSessionOfABrowserOpensNothing() {
    String session =
        given()
            .redirects()
            .follow(false)
            .header("Sec-Fetch-Site", "same-origin")
            .formParam("token", ConsoleProfile.PINNER)
            .post("/login")
            .cookie(SessionCookie.NAME);
    assertThat(session).isNotBlank();
    RequestSpecification browser =
        given().cookie(SessionCookie.NAME, session).header("Sec-Fetch-Site", "same-origin");
    failure(browser.get(PINS), 401, "UNAUTHORIZED", "token");
  }

  @Test
  void whoAskedIsOnTheAuditTrail() {
    try (LogLines lines = new LogLines(Audit.CATEGORY)) {
      String id = id(ask("{\"cid\":\"%s\"}"));
      pinner().delete(PINS + "/" + id);
      assertThat(lines.told())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .startsWith("event=pinned request=" + id + " cid=" + V0)
                      .contains("who=kubo", "outcome=kept"),
              line -> assertThat(line).startsWith("event=unpinned request=" + id));
    }
  }

  private static void refused(String body, String why) {
    failure(ask(body), 400, "BAD_REQUEST", why);
  }

  private static void failure(Response answer, int status, String reason, String details) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("error.reason", equalTo(reason))
        .body("error.details", containsString(details));
  }

  /** A pin object is sent in which {@code %s} stands for a CID. */
  private static Response ask(String body) {
    return json(body.replace("%s", V0)).post(PINS);
  }

  private static RequestSpecification json(String body) {
    return pinner().contentType("application/json").body(body);
  }

  private static String id(Response answer) {
    return answer.jsonPath().getString("requestid");
  }

  private static List<String> ids(Response answer) {
    return answer.jsonPath().getList("results.requestid");
  }

  private static RequestSpecification pinner() {
    return bearer(ConsoleProfile.PINNER);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
