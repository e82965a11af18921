package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What we ask, and what a recorded answer is taken to mean. */
class KubeApiTest {
  private static final String EVICTION = StubApi.PODS + "/kubo-0/eviction";
  private static final String CLAIM = StubApi.CLAIMS + "/repo-kubo-0";
  private static final String CLAIM_UID =
      Recorded.json("claim.json").path("metadata").path("uid").asText();
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/ipfs/events";
  private static final long GI = 1L << 30;

  private final StubApi stub = new StubApi();
  private final ApiServer api = stub.connect();
  private final AtomicLong nanos = new AtomicLong();
  private final KubeApi kube =
      new KubeApi(
          api,
          Duration.ofSeconds(5),
          "steward-0",
          InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z")),
          nanos::get);

  @AfterEach
  void close() {
    api.close();
    stub.close();
  }

  private static <T> T get(CompletionStage<T> reply) {
    return reply.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private void hasPod() {
    stub.on(
        "GET",
        StubApi.PODS + "/kubo-0",
        StubApi.json(
            200,
            "{\"metadata\":{\"namespace\":\"ipfs\",\"name\":\"kubo-0\",\"uid\":\"the-uid\"}}"));
  }

  private KubeReply evict(int status, String recorded) {
    hasPod();
    stub.on("POST", EVICTION, StubApi.json(status, Recorded.text(recorded)));
    return get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty()));
  }

  @Test
  void anEvictionCarriesTheUidOfThePodThatIsMeant() {
    KubeReply reply = evict(201, "evict-done.json");

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.DONE);
    assertThat(reply.failure()).isEmpty();
    assertThat(stub.requests().get(1).body())
        .isEqualTo(
            "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":"
                + "\"kubo-0\",\"namespace\":\"ipfs\"},\"deleteOptions\":{\"preconditions\":{\"uid\":"
                + "\"the-uid\"}}}");
  }

  @Test
  void anEvictionMayGiveLessTimeToEndThanThePodWants() {
    hasPod();
    stub.on("POST", EVICTION, StubApi.json(201, Recorded.text("evict-done.json")));

    get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.of(Duration.ofSeconds(5))));

    assertThat(stub.requests().get(1).body()).contains("\"gracePeriodSeconds\":5");
  }

  @Test
  void aBudgetThatRefusesIsFinalAndQuoted() {
    KubeReply reply = evict(429, "evict-refused.json");

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.REFUSED);
    assertThat(reply.detail())
        .isEqualTo(
            "evict pod ipfs/kubo-0: its PodDisruptionBudget refuses: The disruption budget kubo"
                + " needs 2 healthy pods and has 0 currently");
    assertThat(stub.requests())
        .as("asked once, and never deleted instead")
        .extracting(StubApi.Request::method)
        .containsExactly("GET", "POST");
  }

  @Test
  void anApiServerThatIsTooBusyIsNoBudget() {
    hasPod();
    stub.on("POST", EVICTION, StubApi.json(429, "{\"message\":\"too many requests\"}"));

    KubeReply reply = get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(reply.detail()).contains("too busy");
    assertThat(stub.count("POST", EVICTION)).isEqualTo(1);
  }

  @Test
  void aPodThatIsNoMoreIsGone() {
    assertThat(evict(404, "evict-missing.json").kind()).isEqualTo(KubeReply.Kind.GONE);
    stub.on(
        "GET", StubApi.PODS + "/kubo-0", StubApi.json(404, Recorded.text("evict-missing.json")));
    assertThat(get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty())).kind())
        .isEqualTo(KubeReply.Kind.GONE);
  }

  @Test
  void anotherPodOfTheSameNameIsNotEvenAskedFor() {
    hasPod();

    KubeReply reply = get(kube.evict("ipfs", "kubo-0", "an-older-uid", Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.GONE);
    assertThat(stub.count("POST", EVICTION)).isZero();
  }

  @Test
  void aPodThatTookTheNameAtTheSameMomentIsGoneToo() {
    KubeReply reply = evict(409, "evict-other-uid.json");

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.GONE);
    assertThat(reply.detail()).contains("does not match the UID");
  }

  @Test
  void anyOtherConflictIsOne() {
    assertThat(evict(409, "lease-conflict.json").kind()).isEqualTo(KubeReply.Kind.CONFLICT);
  }

  @Test
  void aVerbThatIsLackingIsNamed() {
    KubeReply reply = evict(403, "forbidden-eviction.json");

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FORBIDDEN);
    assertThat(reply.detail())
        .isEqualTo(
            "evict pod ipfs/kubo-0: 403: the Role kubo-steward in namespace ipfs lacks create on"
                + " pods/eviction");
  }

  @Test
  void aTokenThatIsNotAcceptedIsSaid() {
    KubeReply reply = evict(401, "unauthorized.json");

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(reply.detail()).contains("ServiceAccount").doesNotContain("the-token");
  }

  @Test
  void nobodyThereIsUnreachableAndItsFateUnknown() {
    stub.close();

    KubeReply reply = get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.UNREACHABLE);
    assertThat(reply.status()).isZero();
    assertThat(reply.detail()).contains("connection refused").contains("NetworkPolicy");
  }

  @Test
  void silenceEndsAtTheDeadline() {
    hasPod();
    stub.on("POST", EVICTION, stub.silence());
    KubeApi hasty =
        new KubeApi(api, Duration.ofMillis(300), "me", InstantSource.system(), nanos::get);

    KubeReply reply = get(hasty.evict("ipfs", "kubo-0", "the-uid", Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.UNREACHABLE);
  }

  @Test
  void moreCallsThanAFleetNeedsAreRefusedAndSaidToBe() {
    hasPod();
    stub.on("POST", EVICTION, stub.silence());
    for (int i = 0; i < 64; i++) {
      var unused = kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty());
    }

    KubeReply reply = get(kube.evict("ipfs", "kubo-0", "the-uid", Optional.empty()));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(reply.detail()).contains("not sent");
  }

  private KubeReply grow(String uid, long from, long to) {
    return get(kube.growClaim("ipfs", "repo-kubo-0", uid, from, to));
  }

  private void hasClaim() {
    stub.on("GET", CLAIM, StubApi.json(200, Recorded.text("claim.json")));
    stub.on("PATCH", CLAIM, StubApi.json(200, Recorded.text("grown.json")));
  }

  @Test
  void aClaimGrowsOnlyOverWhatWasSeen() {
    hasClaim();

    KubeReply reply = grow(CLAIM_UID, 12 * GI, 15 * GI);

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.DONE);
    assertThat(stub.requests().get(1).body())
        .isEqualTo(
            "[{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\""
                + CLAIM_UID
                + "\"},{\"op\":\"test\",\"path\":\"/spec/resources/requests/storage\",\"value\":"
                + "\"12Gi\"},{\"op\":\"replace\",\"path\":\"/spec/resources/requests/storage\","
                + "\"value\":\"15Gi\"}]");
  }

  @Test
  void aClaimNeverShrinks() {
    hasClaim();

    assertThat(grow(CLAIM_UID, 12 * GI, 12 * GI).kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(grow(CLAIM_UID, 12 * GI, 11 * GI).kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void aClaimThatSomeoneElseGrewIsLeftAlone() {
    hasClaim();

    KubeReply reply = grow(CLAIM_UID, 10 * GI, 15 * GI);

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.CONFLICT);
    assertThat(reply.detail()).contains("12Gi now, not 10Gi");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aClaimThatSomeoneGrewAtTheSameMomentIsAConflict() {
    hasClaim();
    stub.on("PATCH", CLAIM, StubApi.json(422, Recorded.text("grow-test-failed.json")));

    assertThat(grow(CLAIM_UID, 12 * GI, 15 * GI).kind()).isEqualTo(KubeReply.Kind.CONFLICT);
  }

  @Test
  void anotherClaimOfTheSameNameIsGone() {
    hasClaim();

    assertThat(grow("other", 12 * GI, 15 * GI).kind()).isEqualTo(KubeReply.Kind.GONE);
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aStorageClassThatDoesNotGrowIsNoLackOfAVerb() {
    hasClaim();
    stub.on("PATCH", CLAIM, StubApi.json(403, Recorded.text("grow-fixed.json")));

    KubeReply reply = grow(CLAIM_UID, 12 * GI, 15 * GI);

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.FAILED);
    assertThat(reply.detail()).contains("the storageclass that provisions the pvc must support");
  }

  @Test
  void sizesAreWrittenExactly() {
    assertThat(KubeApi.size(15 * GI)).isEqualTo("15Gi");
    assertThat(KubeApi.size(15 * GI + (1 << 20))).isEqualTo("15361Mi");
    assertThat(KubeApi.size(15 * GI + 1)).isEqualTo("16106127361");
  }

  private static KubeEvent event(String note) {
    return new KubeEvent(
        KubeEvent.Involved.pod("ipfs", "kubo-0", "the-uid"), true, "Evicted", "Evict", note);
  }

  @Test
  void anEventNamesItsObjectAndWhoWroteIt() {
    stub.on("POST", EVENTS, StubApi.json(201, "{}"));

    KubeReply reply = get(kube.announce(event("because " + "x".repeat(2_000))));

    assertThat(reply.kind()).isEqualTo(KubeReply.Kind.DONE);
    var sent = Models.tree(stub.requests().get(0).body().getBytes(StandardCharsets.UTF_8));
    assertThat(sent.path("regarding").path("uid").asText()).isEqualTo("the-uid");
    assertThat(sent.path("reportingController").asText()).isEqualTo("kubo-steward");
    assertThat(sent.path("reportingInstance").asText()).isEqualTo("steward-0");
    assertThat(sent.path("eventTime").asText()).isEqualTo("2026-11-23T12:00:00.000000Z");
    assertThat(sent.path("note").asText()).hasSize(1_000);
    assertThat(sent.path("type").asText()).isEqualTo("Warning");
  }

  @Test
  void anEventThatRepeatsIsCountedOnTheFirst() {
    List<String> patched = new ArrayList<>();
    stub.on("POST", EVENTS, StubApi.json(201, "{}"));
    get(kube.announce(event("same")));
    String name =
        Models.tree(stub.requests().get(0).body().getBytes(StandardCharsets.UTF_8))
            .path("metadata")
            .path("name")
            .asText();
    stub.on(
        "PATCH",
        EVENTS + "/" + name,
        (request, exchange) -> {
          patched.add(request.body());
          StubApi.send(exchange, 200, "{}");
        });

    get(kube.announce(event("same")));
    get(kube.announce(event("same")));
    get(kube.announce(event("another")));

    assertThat(patched).hasSize(2);
    assertThat(patched.get(1)).startsWith("{\"series\":{\"count\":3,");
    assertThat(stub.count("POST", EVENTS)).isEqualTo(2);
  }

  @Test
  void anEventThatRepeatsAfterAWhileIsNew() {
    stub.on("POST", EVENTS, StubApi.json(201, "{}"));
    get(kube.announce(event("same")));
    nanos.addAndGet(Duration.ofMinutes(7).toNanos());

    get(kube.announce(event("same")));

    assertThat(stub.count("POST", EVENTS)).isEqualTo(2);
  }

  @Test
  void aStormOfEventsIsCutOffAndGoesOnLater() {
    stub.on("POST", EVENTS, StubApi.json(201, "{}"));
    for (int i = 0; i < 30; i++) {
      assertThat(get(kube.announce(event("note " + i))).kind()).isEqualTo(KubeReply.Kind.DONE);
    }

    KubeReply cut = get(kube.announce(event("one too many")));
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThat(cut.detail()).contains("not sent, too many Events");
    assertThat(get(kube.announce(event("later"))).kind()).isEqualTo(KubeReply.Kind.DONE);
  }

  @Test
  void asksWhatItMayDoAndNamesWhatItMayNot() {
    Verb list = new Verb("ipfs", "", "pods", "list");
    Verb evict = new Verb("ipfs", "", "pods/eviction", "create");
    Verb classes = new Verb("", "storage.k8s.io", "storageclasses", "get");
    stub.on(
        "POST",
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        (request, exchange) -> {
          boolean allowed = request.body().contains("\"list\"");
          int status = request.body().contains("storageclasses") ? 500 : 201;
          StubApi.send(
              exchange,
              status,
              Recorded.text(allowed ? "review-allowed.json" : "review-denied.json"));
        });

    Permissions permissions = get(kube.permissions(List.of(list, evict, classes)));

    assertThat(permissions.missing()).containsExactly(evict);
    assertThat(evict).hasToString("create pods/eviction in namespace ipfs");
    assertThat(permissions.unknown())
        .singleElement()
        .asString()
        .contains("get storageclasses (storage.k8s.io) in the whole cluster");
    assertThat(stub.requests())
        .anySatisfy(
            asked ->
                assertThat(asked.body())
                    .contains(
                        "\"resource\":\"pods\"",
                        "\"subresource\":\"eviction\"",
                        "\"verb\":\"create\""));
  }
}
