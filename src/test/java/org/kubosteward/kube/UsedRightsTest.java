package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.house.GrantedRights;
import org.kubosteward.house.Manifests;
import org.kubosteward.house.Sources;

/**
 * The rights that the manifests grant are those that the requests of the plane need. The requests
 * are what the room sends when each of its calls is made once.
 */
class UsedRightsTest {
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/ipfs/events";
  private static final String LEASES =
      "/apis/coordination.k8s.io/v1/namespaces/kubo-steward/leases";
  private static final String LEASE = LEASES + "/kubo-steward";
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final LongSupplier NANOS = System::nanoTime;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final long GI = 1L << 30;

  private final StubApi stub = StubApi.ofThree(0);
  private final ApiServer api = stub.connect();

  @AfterEach
  void close() {
    api.close();
    stub.close();
  }

  @Test
  void theManifestsGrantEachRightThatARequestNeedsAndNoOther() {
    watchTheFleet();
    askTheKubelet();
    useTheVerbs();
    holdTheLease();

    assertThat(UsedRights.of(stub.requests()))
        .containsExactlyInAnyOrderElementsOf(GrantedRights.below(Manifests.HOME));
  }

  /** A new one is sent by the test above first; what right it needs is seen there. */
  @Test
  void everyPlaceThatSendsARequestIsOneOfThese() {
    assertThat(places())
        .containsExactly(
            "EventRecorder.write patch",
            "EventRecorder.write post",
            "KubeApi.evict get",
            "KubeApi.evict post",
            "KubeApi.grow patch",
            "KubeApi.growClaim get",
            "KubeApi.permissions post",
            "KubeletStats.askWhenDue get",
            "Leadership.put put",
            "Leadership.read get",
            "Leadership.write post",
            "Reflector.ask get",
            "Reflector.watch watch",
            "StorageClasses.ask get");
  }

  private static Set<String> places() {
    Set<String> places = new TreeSet<>();
    // What sends is package-private: no other room can.
    new ClassFileImporter()
        .withImportOption(Sources::ofTheProduct)
        .importPackages("org.kubosteward.kube")
        .forEach(
            type ->
                type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(ApiServer.class))
                    .filter(call -> !call.getOriginOwner().isEquivalentTo(ApiServer.class))
                    .filter(
                        call ->
                            Set.of("get", "post", "put", "patch", "delete", "watch")
                                .contains(call.getName()))
                    .forEach(
                        call ->
                            places.add(
                                "%s.%s %s"
                                    .formatted(
                                        type.getSimpleName(),
                                        call.getOrigin().getName(),
                                        call.getName()))));
    return places;
  }

  private void watchTheFleet() {
    KubeSettings settings =
        new KubeSettings(
            "ipfs",
            "app.kubernetes.io/name=kubo",
            "kubo",
            "/data/ipfs",
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            CALL,
            Optional.empty());
    try (FleetWatch watch = FleetWatch.open(api, settings, CLOCK, NANOS)) {
      soon().until(() -> watch.look().claims().stream().anyMatch(ObservedClaim::expandable));
      soon()
          .until(
              () ->
                  List.of(StubApi.PODS, StubApi.SETS, StubApi.CLAIMS).stream()
                      .allMatch(path -> stub.count("WATCH", path) > 0));
    }
  }

  private void askTheKubelet() {
    stub.on("GET", "/stats/summary", StubApi.json(200, "{\"pods\":[]}"));
    KubeletSettings settings =
        new KubeletSettings(stub.port(), Optional.empty(), false, Duration.ofMinutes(1));
    ApiServer door = ApiServer.at(StubApi.config("http://unused"), "", 1 << 20);
    try (KubeletStats stats = new KubeletStats(door, "http://", settings, CALL, NANOS)) {
      stats.ask(KubeletStatsTest.pods());
      soon().until(() -> stub.count("GET", "/stats/summary") > 0);
    }
  }

  private void useTheVerbs() {
    String pod = StubApi.PODS + "/kubo-0";
    stub.on("GET", pod, StubApi.json(200, "{\"metadata\":{\"name\":\"kubo-0\",\"uid\":\"u\"}}"));
    String claim = StubApi.CLAIMS + "/repo-kubo-0";
    stub.on("GET", claim, StubApi.json(200, Recorded.text("claim.json")));
    stub.on("POST", EVENTS, StubApi.json(201, "{}"));
    String uid = Recorded.json("claim.json").path("metadata").path("uid").asText();
    KubeEvent event =
        new KubeEvent(KubeEvent.Involved.pod("ipfs", "kubo-0", "u"), true, "Evicted", "Evict", "");
    KubeApi kube = new KubeApi(api, CALL, "steward-0", CLOCK, NANOS);

    done(kube.evict("ipfs", "kubo-0", "u", Optional.empty()));
    done(kube.growClaim("ipfs", "repo-kubo-0", uid, 12 * GI, 15 * GI));
    done(kube.announce(event));
    done(kube.announce(event));
    done(kube.permissions(List.of(new Verb("ipfs", "", "pods", "get"))));
  }

  private void holdTheLease() {
    stub.on("GET", LEASE, StubApi.json(404, Recorded.text("lease-missing.json")));
    stub.on("POST", LEASES, StubApi.json(201, Recorded.text("lease.json")));
    stub.on("PUT", LEASE, StubApi.json(200, Recorded.text("lease.json")));
    LeaseSettings settings =
        new LeaseSettings(
            "kubo-steward", "kubo-steward", Duration.ofSeconds(3), Duration.ofSeconds(1));
    try (Leadership lease = Leadership.open(api, settings, "a", CLOCK, NANOS, () -> true)) {
      soon().until(() -> lease.term().isPresent());
    }
    soon().until(() -> stub.count("PUT", LEASE) > 0);
  }

  private static <T> void done(CompletionStage<T> reply) {
    assertThat(reply.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join()).isNotNull();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }
}
