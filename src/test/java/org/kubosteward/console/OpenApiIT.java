package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.MemoryKeys;
import org.kubosteward.access.SessionCookie;
import org.kubosteward.journal.MemoryDatabase;

/** Every answer is one that the OpenAPI document promises: its status, its type, its fields. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class OpenApiIT {
  private static final String JSON = "application/json";
  private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
  private static final String PAUSE = "{\"kind\":\"pause\",\"reason\":\"moving racks\"}";
  private static final String RESTART = "{\"action\":\"restart-pod\",\"node\":\"kubo-1\"}";
  private static final List<String> READING =
      List.of(
          "/api/v1/health",
          "/api/v1/fleet",
          "/api/v1/roster",
          "/api/v1/rounds",
          "/api/v1/decisions",
          "/api/v1/intents",
          "/api/v1/openapi.yaml",
          "/api/v1/sd/prometheus",
          "/status",
          "/",
          "/fragments/board");

  private final Contract contract = Contract.read();
  private final Set<String> served = new TreeSet<>();

  @Inject RecordedJournal journal;
  @Inject MemoryKeys keys;
  @Inject MemoryDatabase database;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    keys.clear();
    database.journal();
    FixedWorld.now = Stories.NOW;
  }

  @Test
  void everyAnswerIsAsTheDocumentSays() {
    reading();
    contents();
    findingsAndDecisions();
    asking();
    keys();
    pins();
    pages();
    withoutARoundOrADatabase();

    assertThat(served)
        .as("operations that were served once at least")
        .containsExactlyInAnyOrderElementsOf(
            contract.operations().keySet().stream().filter(named -> !streams(named)).toList());
  }

  /** Bodies in and out go through a fleet: ContentRoutesIT has one. */
  private static boolean streams(String operation) {
    return operation.contains("/api/v1/content/uploads")
        || operation.contains("/api/v1/content/{cid}/data")
        || operation.equals("PUT /api/v1/content")
        || operation.equals("POST /api/v1/content");
  }

  @Test
  void theDocumentIsServedAsItIsKeptAndNothingElseTellsOfTheApi() {
    Response answer = reader().get("/api/v1/openapi.yaml");
    assertThat(answer.contentType()).startsWith("application/yaml");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(new String(answer.asByteArray(), StandardCharsets.UTF_8))
        .startsWith("#")
        .contains("\nopenapi: 3.1.0\n");
    for (String path : List.of("/q/swagger-ui", "/q/openapi", "/openapi", "/swagger-ui")) {
      assertThat(reader().get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private void reading() {
    for (String path : READING) {
      get(path, reader(), 200);
      get(path, given(), programs(path) ? 401 : 303);
      get(path, operator(), 403);
    }
    get("/api/v1/rounds?limit=0", reader(), 400);
    get("/api/v1/decisions?limit=0", reader(), 400);
  }

  private static boolean programs(String path) {
    return path.startsWith("/api") || path.equals("/status");
  }

  private void contents() {
    get("/api/v1/content", reader(), 503);
    for (Story story : List.of(ContentStories.replicating(), ContentStories.lost())) {
      journal.fill(story);
      for (int number : List.of(1, 20)) {
        String cid = ContentStories.cid(number).toString();
        get("/api/v1/content/" + cid, "/api/v1/content/{cid}", reader(), 200);
        get("/api/v1/content/" + cid + "/why", "/api/v1/content/{cid}/why", reader(), 200);
        get("/content/" + cid, "/content/{cid}", reader(), 200);
        get("/fragments/content/" + cid, "/fragments/content/{cid}", reader(), 200);
      }
      get("/api/v1/content?limit=2", reader(), 200);
      get("/content", reader(), 200);
      get("/fragments/content", reader(), 200);
    }
    String nobodys = "/api/v1/content/" + ContentStories.cid(999);
    get(nobodys, "/api/v1/content/{cid}", reader(), 404);
    get(nobodys + "/why", "/api/v1/content/{cid}/why", reader(), 404);
    get("/content/" + ContentStories.cid(999), "/content/{cid}", reader(), 404);
    get("/api/v1/content/x", "/api/v1/content/{cid}", reader(), 400);
    get("/api/v1/content?verdict=fine", reader(), 400);
    get("/api/v1/content", operator(), 403);
    get("/api/v1/content", given(), 401);
    get("/content", given(), 303);
    get("/content?after=x", reader(), 400);
    journal.fill(Stories.sick());
  }

  private void findingsAndDecisions() {
    get("/api/v1/decisions/12", "/api/v1/decisions/{id}", reader(), 200);
    get("/api/v1/decisions/99", "/api/v1/decisions/{id}", reader(), 404);
    List<String> codes = reader().get("/api/v1/health").jsonPath().getList("findings.code");
    assertThat(codes).isNotEmpty();
    for (String code : Set.copyOf(codes)) {
      get("/api/v1/explain?code=" + code, reader(), 200);
      get("/why?code=" + code, reader(), 200);
    }
    get("/api/v1/explain", reader(), 400);
    get("/api/v1/explain?code=CRASH_LOOP", reader(), 404);
    get("/why?code=CRASH_LOOP", reader(), 404);
    String dryRun = "/api/v1/dry-run";
    post(dryRun, reader().contentType(JSON).body(RESTART), 200);
    post(
        dryRun,
        reader()
            .contentType(JSON)
            .body("{\"action\":\"refresh-link\",\"node\":\"kubo-1\",\"peer\":\"kubo-3\"}"),
        200);
    post(dryRun, reader().contentType(JSON).body("{\"action\":\"restart-pod\"}"), 400);
    post(dryRun, given().contentType(JSON).body(RESTART), 401);
  }

  private void asking() {
    String intents = "/api/v1/intents";
    Response kept = post(intents, operator().contentType(JSON).body(PAUSE), 201);
    post(intents, operator().contentType(JSON).body("{\"kind\":\"mute\"}"), 400);
    post(intents, reader().contentType(JSON).body(PAUSE), 403);
    post(intents, operator().contentType("text/plain").body("x"), 415);
    post(intents, operator().contentType(JSON).body("x".repeat(20_000)), 413);
    get(intents, reader(), 200);
    String one = intents + "/" + kept.jsonPath().getLong("id");
    check("DELETE", intents + "/{id}", operator().delete(one), 204);
    check("DELETE", intents + "/{id}", operator().delete(one), 404);
    check("DELETE", intents + "/{id}", reader().delete(one), 403);
  }

  private void keys() {
    String keys = "/api/v1/keys";
    Response made =
        post(keys, admin().contentType(JSON).body("{\"name\":\"ci\",\"scopes\":[\"read\"]}"), 201);
    post(keys, admin().contentType(JSON).body("{\"name\":\"ci\",\"scopes\":[\"read\"]}"), 409);
    post(keys, admin().contentType(JSON).body("{\"name\":\"ci\"}"), 400);
    post(keys, operator().contentType(JSON).body("{}"), 403);
    get("/api/v1/health", bearer(made.jsonPath().getString("secret")), 200);
    get(keys, admin(), 200);
    get(keys, reader(), 403);
    get("/keys", admin(), 200);
    get("/keys", given(), 303);
    post("/keys", admin().formParam("name", "form").formParam("scopes", "read"), 200);
    post("/keys", admin().formParam("name", "form"), 400);
    String one = keys + "/" + made.jsonPath().getLong("key.id");
    check("DELETE", keys + "/{id}", admin().delete(one), 204);
    check("DELETE", keys + "/{id}", admin().delete(one), 404);
    String revoke = "/keys/{id}/revoke";
    long second = admin().get(keys).jsonPath().getLong("keys[0].id");
    RequestSpecification person = admin().redirects().follow(false);
    check("POST", revoke, person.post("/keys/" + second + "/revoke"), 303);
    check("POST", revoke, admin().post("/keys/" + second + "/revoke"), 404);
  }

  private void pins() {
    String pins = "/pinning/pins";
    String one = pins + "/{requestid}";
    String asked = "{\"cid\":\"%s\",\"name\":\"n\",\"meta\":{\"a\":\"b\"}}".formatted(CID);
    Response kept = post(pins, pinner().contentType(JSON).body(asked), 202);
    post(pins, pinner().contentType(JSON).body("{}"), 400);
    post(pins, given().contentType(JSON).body(asked), 401);
    post(pins, reader().contentType(JSON).body(asked), 403);
    post(pins, pinner().contentType("text/plain").body(asked), 415);
    post(pins, pinner().contentType(JSON).body("x".repeat(33_000)), 413);
    get(pins + "?status=queued", pinner(), 200);
    get(pins + "?limit=0", pinner(), 400);
    get(pins, given(), 401);
    get(pins, operator(), 403);
    String id = pins + "/" + kept.jsonPath().getString("requestid");
    get(id, one, pinner(), 200);
    get(id + "0", one, pinner(), 404);
    Response by = check("POST", one, pinner().contentType(JSON).body(asked).post(id), 202);
    check("POST", one, pinner().contentType(JSON).body(asked).post(id), 404);
    String other = pins + "/" + by.jsonPath().getString("requestid");
    check("DELETE", one, pinner().delete(other), 202);
    check("DELETE", one, pinner().delete(other), 404);
    database.fail();
    get(pins, pinner(), 503);
    post(pins, pinner().contentType(JSON).body(asked), 503);
    check("DELETE", one, pinner().delete(other), 503);
    database.recover();
  }

  private void pages() {
    get("/login", given(), 200);
    post("/login", form().formParam("token", "wrong"), 401);
    String session =
        post("/login", form().formParam("token", ConsoleProfile.BOTH), 303)
            .cookie(SessionCookie.NAME);
    post("/intents", pause(form().cookie(SessionCookie.NAME, session)), 303);
    post("/intents", form().cookie(SessionCookie.NAME, session).formParam("kind", "pause"), 400);
    post("/intents", pause(given()), 401);
    post("/intents", pause(given().cookie(SessionCookie.NAME, session)), 403);
    String withdraw = "/intents/{id}/withdraw";
    RequestSpecification person = form().cookie(SessionCookie.NAME, session);
    check("POST", withdraw, person.post("/intents/31/withdraw"), 303);
    check(
        "POST",
        withdraw,
        form().cookie(SessionCookie.NAME, session).post("/intents/31/withdraw"),
        404);
    post("/dry-run", restart(form().cookie(SessionCookie.NAME, session)), 200);
    post("/dry-run", form().cookie(SessionCookie.NAME, session).formParam("action", "x"), 400);
    post("/logout", given().cookie(SessionCookie.NAME, session), 403);
    post("/logout", form().cookie(SessionCookie.NAME, session), 303);
    post("/logout-everywhere", form(), 303);
  }

  private void withoutARoundOrADatabase() {
    journal.breakDatabase();
    keys.fail();
    get("/api/v1/keys", admin(), 503);
    FixedWorld.now = Stories.NOW.plusSeconds(10);
    get("/api/v1/health", bearer("ks_" + "A".repeat(43)), 503);
    FixedWorld.now = Stories.NOW;
    get("/api/v1/health", reader(), 200);
    get("/api/v1/fleet", reader(), 200);
    get("/api/v1/decisions", reader(), 503);
    get("/api/v1/decisions/12", "/api/v1/decisions/{id}", reader(), 503);
    get("/api/v1/intents", reader(), 503);
    post("/api/v1/intents", operator().contentType(JSON).body(PAUSE), 503);
    journal.clear();
    get("/api/v1/health", reader(), 200);
    get("/api/v1/fleet", reader(), 200);
    get("/api/v1/rounds", reader(), 200);
    get("/", reader(), 200);
    get("/api/v1/explain?code=NODE_DOWN", reader(), 503);
    get("/api/v1/roster", reader(), 503);
    get("/api/v1/sd/prometheus", reader(), 503);
    post("/api/v1/dry-run", reader().contentType(JSON).body(RESTART), 503);
  }

  private Response get(String path, RequestSpecification from, int status) {
    return get(path, path.replaceAll("\\?.*", ""), from, status);
  }

  private Response get(String path, String entry, RequestSpecification from, int status) {
    return check("GET", entry, from.redirects().follow(false).get(path), status);
  }

  private Response post(String path, RequestSpecification from, int status) {
    return check("POST", path, from.redirects().follow(false).post(path), status);
  }

  private Response check(String verb, String path, Response answer, int status) {
    String operation = verb + " " + path;
    assertThat(answer.statusCode()).as(operation).isEqualTo(status);
    assertThat(
            contract.faults(
                operation, status, String.valueOf(answer.contentType()), answer.asByteArray()))
        .as("%s %d", operation, status)
        .isEmpty();
    if (status < 400) {
      served.add(operation);
    }
    return answer;
  }

  private static RequestSpecification pause(RequestSpecification from) {
    return from.formParam("kind", "pause").formParam("reason", "moving racks");
  }

  private static RequestSpecification restart(RequestSpecification from) {
    return from.formParam("action", "restart-pod").formParam("node", "kubo-1");
  }

  private static RequestSpecification form() {
    return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
  }

  private static RequestSpecification reader() {
    return bearer(ConsoleProfile.READ);
  }

  private static RequestSpecification operator() {
    return bearer(ConsoleProfile.OPERATE);
  }

  private static RequestSpecification pinner() {
    return bearer(ConsoleProfile.PINNER);
  }

  private static RequestSpecification admin() {
    return bearer(ConsoleProfile.ADMIN);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
