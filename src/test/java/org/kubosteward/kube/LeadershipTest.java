package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.kube.StubApi.Script;

/** The lease over HTTP: what is written, and what comes of every answer. */
class LeadershipTest {
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/plane/leases";
  private static final String LEASE = LEASES + "/kubo-steward";
  private static final LeaseSettings SETTINGS =
      new LeaseSettings("plane", "kubo-steward", Duration.ofSeconds(3), Duration.ofSeconds(1));

  private final StubApi stub = new StubApi();
  private final ApiServer api = stub.connect();

  /** The lease as it stands; missing before it is made. Guarded by itself's monitor. */
  private JsonNode lease = Recorded.json("lease.json").path("nothing");

  private int version = 100;

  @AfterEach
  void close() {
    api.close();
    stub.close();
  }

  private Leadership contender(String name, AtomicLong skip) {
    return contender(name, skip, () -> true);
  }

  private Leadership contender(String name, AtomicLong skip, BooleanSupplier fit) {
    return Leadership.open(
        api, SETTINGS, name, InstantSource.system(), () -> System.nanoTime() + skip.get(), fit);
  }

  private Leadership contender(String name) {
    return contender(name, new AtomicLong());
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  private void serve() {
    stub.on("GET", LEASE, (request, exchange) -> answer(exchange, 200));
    stub.on("POST", LEASES, write());
    stub.on("PUT", LEASE, write());
  }

  private synchronized void answer(HttpExchange exchange, int status) throws IOException {
    if (lease.isMissingNode()) {
      StubApi.send(exchange, 404, Recorded.text("lease-missing.json"));
    } else {
      StubApi.send(exchange, status, lease.toString());
    }
  }

  /** Optimistic locking as the API server does it. */
  private Script write() {
    return (request, exchange) -> {
      synchronized (this) {
        JsonNode sent = Models.tree(request.body().getBytes(StandardCharsets.UTF_8));
        String over = sent.path("metadata").path("resourceVersion").asText("");
        String is = lease.path("metadata").path("resourceVersion").asText("");
        if (!over.equals(is)) {
          StubApi.send(exchange, 409, Recorded.text("lease-conflict.json"));
          return;
        }
        put(sent);
        answer(exchange, request.method().equals("POST") ? 201 : 200);
      }
    };
  }

  private synchronized void put(JsonNode next) {
    ObjectNode stored = next.deepCopy();
    version++;
    stored.withObject("/metadata").put("resourceVersion", "" + version);
    lease = stored;
  }

  private synchronized JsonNode spec() {
    return lease.path("spec");
  }

  @Test
  void makesTheLeaseAndRenewsIt() {
    serve();
    try (Leadership a = contender("a")) {
      soon().until(() -> a.term().isPresent());
      String first = spec().path("renewTime").asText();

      soon().until(() -> !spec().path("renewTime").asText().equals(first));

      assertThat(a.term()).hasValue(new Term("a", 1));
      assertThat(a.trouble()).isEmpty();
      assertThat(spec().path("holderIdentity").asText()).isEqualTo("a");
      assertThat(spec().path("leaseDurationSeconds").asInt()).isEqualTo(3);
      assertThat(spec().path("acquireTime").asText()).isEqualTo(first);
    }
  }

  @Test
  void givesItBackSoThatAnotherTakesItWithinASecondOrTwo() {
    serve();
    try (Leadership b = leadAfter(contender("a"))) {
      long left = System.nanoTime();

      soon().until(() -> b.term().isPresent());

      assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(SETTINGS.duration());
      assertThat(b.term()).hasValue(new Term("b", 2));
    }
  }

  /** Waits until the one that does not lead has read the lease and done what follows from it. */
  private void lookTwice() {
    long before = stub.count("GET", LEASE);
    soon().until(() -> stub.count("GET", LEASE) > before + 1);
  }

  private Leadership leadAfter(Leadership a) {
    soon().until(() -> a.term().isPresent());
    Leadership b = contender("b");
    lookTwice();
    assertThat(b.term()).isEmpty();
    a.close();
    assertThat(a.term()).isEmpty();
    assertThat(spec().has("holderIdentity")).isFalse();
    return b;
  }

  @Test
  void aLeaderWhoseRoundsStandStillGivesItUpAndAnotherTakesOver() {
    serve();
    AtomicBoolean turning = new AtomicBoolean(true);
    try (Leadership a = contender("a", new AtomicLong(), turning::get);
        Leadership b = leadAfterStandstill(a, turning)) {
      assertThat(b.term()).hasValue(new Term("b", 2));

      turning.set(true);
      lookTwice();
      assertThat(a.term()).isEmpty();
    }
  }

  private Leadership leadAfterStandstill(Leadership a, AtomicBoolean turning) {
    soon().until(() -> a.term().isPresent());
    turning.set(false);
    soon().until(() -> a.term().isEmpty() && !spec().has("holderIdentity"));
    Leadership b = contender("b");
    soon().until(() -> b.term().isPresent());
    return b;
  }

  @Test
  void oneThatStandsStillAloneLeadsAgainUnderAHigherEpochWhenItTurns() {
    serve();
    AtomicBoolean turning = new AtomicBoolean(true);
    try (Leadership a = contender("a", new AtomicLong(), turning::get)) {
      soon().until(() -> a.term().isPresent());
      turning.set(false);
      soon().until(() -> a.term().isEmpty());

      turning.set(true);

      soon().until(() -> a.term().isPresent());
      assertThat(a.term()).hasValue(new Term("a", 2));
    }
  }

  @Test
  void aPausedLeaderLeadsNoMoreAtItsFirstLook() {
    serve();
    AtomicLong skip = new AtomicLong();
    try (Leadership a = contender("a", skip)) {
      soon().until(() -> a.term().isPresent());

      skip.addAndGet(SETTINGS.actFor().toNanos());

      assertThat(a.term()).isEmpty();
      soon().until(() -> a.term().isPresent());
      assertThat(a.term()).hasValue(new Term("a", 2));
    }
  }

  @Test
  void whileTheApiServerIsSilentTheHoldRunsOutAndTheReasonIsSaid() {
    serve();
    try (Leadership a = contender("a")) {
      soon().until(() -> a.term().isPresent());
      stub.on("PUT", LEASE, stub.silence());
      stub.on("GET", LEASE, stub.silence());

      soon().until(() -> a.term().isEmpty());
      soon().until(() -> a.trouble().isPresent());
      assertThat(a.trouble().orElseThrow()).contains("Lease kubo-steward").contains("no answer");

      serve();
      soon().until(() -> a.term().isPresent());
      assertThat(a.term()).hasValue(new Term("a", 2));
      assertThat(a.trouble()).isEmpty();
    }
  }

  @Test
  void aLeaseDeletedByHandIsMadeAnewWithAHigherEpoch() {
    serve();
    try (Leadership a = contender("a")) {
      soon().until(() -> a.term().isPresent());
      synchronized (this) {
        lease = lease.path("nothing");
      }

      soon().until(() -> a.term().map(Term::epoch).orElse(0L) == 2);
    }
  }

  @Test
  void whatOthersWroteOnTheLeaseStays() {
    ObjectNode theirs = Recorded.json("lease.json").deepCopy();
    theirs.withObject("/metadata/labels").put("team", "storage");
    theirs.withObject("/spec").remove("holderIdentity");
    put(theirs);
    serve();
    try (Leadership a = contender("a")) {
      soon().until(() -> a.term().isPresent());

      assertThat(lease.path("metadata").path("labels").path("team").asText()).isEqualTo("storage");
      assertThat(a.term()).hasValue(new Term("a", 2));
    }
  }

  @Test
  void namesTheVerbThatTheRoleLacks() {
    String denied =
        Recorded.text("forbidden-list.json")
            .replace(
                "cannot list resource \\\"pods\\\" in API group \\\"\\\"",
                "cannot get resource \\\"leases\\\" in API group \\\"coordination.k8s.io\\\"");
    stub.on("GET", LEASE, StubApi.json(403, denied));
    try (Leadership a = contender("a")) {
      soon().until(() -> a.trouble().isPresent());

      assertThat(a.trouble())
          .hasValue(
              "get Lease kubo-steward: 403: the Role kubo-steward in namespace ipfs lacks get on"
                  + " leases.coordination.k8s.io");
      assertThat(a.term()).isEmpty();
    }
  }

  @Test
  void timesThatLeaveNoRoomForAFailedRenewalAreRefused() {
    assertThat(SETTINGS.actFor()).isEqualTo(Duration.ofSeconds(2));
    assertThatThrownBy(
            () -> new LeaseSettings("n", "l", Duration.ofSeconds(10), Duration.ofSeconds(5)))
        .hasMessageContaining("three times");
  }

  @Test
  void anAnswerThatIsNoLeaseIsNotTakenForOneThatNobodyHolds() {
    stub.on("GET", LEASE, StubApi.json(200, "[\"a proxy's word\"]"));
    stub.on("POST", LEASES, write());
    try (Leadership a = contender("a")) {
      soon().until(() -> a.trouble().isPresent());

      assertThat(a.trouble().orElseThrow()).contains("Lease kubo-steward").contains("no Lease");
      lookTwice();
      assertThat(a.term()).isEmpty();
      assertThat(stub.count("POST", LEASES)).isZero();
    }
  }

  @Test
  void whatNoModelKnowsIsWrittenBackAsItWas() {
    ObjectNode theirs = Recorded.json("lease.json").deepCopy();
    theirs.withObject("/spec").remove("holderIdentity");
    theirs.withObject("/spec").put("newerField", "kept");
    put(theirs);
    serve();
    try (Leadership a = contender("a")) {
      soon().until(() -> a.term().isPresent());

      assertThat(spec().path("newerField").asText()).isEqualTo("kept");
    }
  }
}
