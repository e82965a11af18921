package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.house.LogLines;
import org.kubosteward.kube.StubApi.Script;

/** What the watches know, and how they come back from everything an API server can do to them. */
class FleetWatchTest {
  private static final String WATCH_PODS = "WATCH";
  private static final String GONE = Recorded.text("watch-expired.jsonl").strip();

  private StubApi stub = StubApi.ofThree(0);
  private final ApiServer api = stub.connect();
  private final FleetWatch watch =
      FleetWatch.open(api, settings(), InstantSource.system(), System::nanoTime);

  private static KubeSettings settings() {
    return new KubeSettings(
        "ipfs",
        "app.kubernetes.io/name=kubo",
        "kubo",
        "/data/ipfs",
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ofSeconds(2),
        Optional.empty());
  }

  @AfterEach
  void close() {
    watch.close();
    api.close();
    stub.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  private void isLive() {
    soon().until(() -> watch.begun() && watch.look().trouble().isEmpty());
  }

  private String names() {
    return watch.look().pods().stream().map(ObservedPod::name).collect(Collectors.joining(" "));
  }

  private static String two() {
    return Recorded.podsWithout("kubo-2");
  }

  @Test
  void tellsOfPodsSetsAndClaims() {
    isLive();
    soon().until(() -> watch.look().claims().stream().allMatch(ObservedClaim::expandable));

    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
    assertThat(watch.look().sets()).singleElement().extracting(ObservedSet::wanted).isEqualTo(3);
    assertThat(watch.look().claims()).hasSize(3);
    assertThat(stub.requests())
        .filteredOn(r -> r.path().equals(StubApi.PODS))
        .allMatch(r -> r.query().contains("labelSelector=app.kubernetes.io%2Fname%3Dkubo"))
        .allMatch(r -> r.token().equals("Bearer the-token"));
  }

  /** Of one pod, while it is there: a watch may take it away and bring it back. */
  private boolean isPending(String name) {
    return watch.look().pods().stream()
        .anyMatch(pod -> pod.name().equals(name) && pod.phase().equals("Pending"));
  }

  @Test
  void takesUpWhatAWatchSays() {
    isLive();
    String before = watch.look().pods().get(2).uid();

    stub.on(
        WATCH_PODS,
        StubApi.PODS,
        stub.events(Recorded.text("watch.jsonl").lines().toArray(String[]::new)));

    soon().until(() -> isPending("kubo-2"));
    assertThat(watch.look().pods()).hasSize(3);
    assertThat(watch.look().pods().get(2).uid()).isNotEqualTo(before);
  }

  @Test
  void aPodThatAWatchSaysIsDeletedIsGone() {
    isLive();
    String[] untilDeleted = Recorded.text("watch.jsonl").lines().limit(5).toArray(String[]::new);
    assertThat(untilDeleted[4]).startsWith("{\"type\":\"DELETED\"");

    stub.on(WATCH_PODS, StubApi.PODS, once(stub.events(untilDeleted), stub.quiet()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
  }

  @Test
  void aWatchGoesOnWhereTheLastOneEnded() {
    isLive();
    stub.on(
        WATCH_PODS,
        StubApi.PODS,
        stub.events(Recorded.text("watch.jsonl").lines().toArray(String[]::new)));

    soon()
        .until(
            () ->
                stub.requests().stream()
                    .anyMatch(r -> r.isWatch() && r.query().contains("resourceVersion=579")));
  }

  @Test
  void wakesForAPodThatChangedAndNotForABookmark() {
    isLive();
    AtomicInteger woken = new AtomicInteger();
    watch.onChange(woken::incrementAndGet);
    String[] told = Recorded.text("watch.jsonl").lines().toArray(String[]::new);
    long watched = stub.count("WATCH", StubApi.PODS);
    stub.on(WATCH_PODS, StubApi.PODS, stub.events(told[told.length - 1]));
    // The first list wakes, too, and its call may still be on its way when this begins to count.
    soon().until(() -> stub.count("WATCH", StubApi.PODS) > watched + 2);
    int forTheList = woken.get();
    soon().until(() -> stub.count("WATCH", StubApi.PODS) > watched + 4);
    assertThat(forTheList).isLessThanOrEqualTo(1);
    assertThat(woken).hasValue(forTheList);

    stub.on(WATCH_PODS, StubApi.PODS, stub.events(told));

    soon().until(() -> woken.get() > forTheList);
  }

  @Test
  void namesTheVerbThatTheRoleLacksAndGoesOnOnceItIsGranted() {
    stub.on("GET", StubApi.PODS, StubApi.json(403, Recorded.text("forbidden-list.json")));
    stub.on(WATCH_PODS, StubApi.PODS, StubApi.json(410, "{}"));
    soon().until(() -> watch.look().trouble().orElse("").contains("the Role kubo-steward in"));
    assertThat(watch.look().trouble())
        .hasValue("list pods: 403: the Role kubo-steward in namespace ipfs lacks list on pods");

    stub.on("GET", StubApi.PODS, StubApi.json(200, Recorded.text("pods.json")));
    stub.on(WATCH_PODS, StubApi.PODS, stub.quiet());

    isLive();
  }

  @Test
  void listsButSaysSoWhenItMayNotWatch() {
    isLive();
    String denied = Recorded.text("forbidden-list.json").replace("cannot list", "cannot watch");
    stub.on(WATCH_PODS, StubApi.PODS, StubApi.json(403, denied));
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
    soon().until(() -> watch.look().trouble().isPresent());
    assertThat(watch.look().trouble().orElseThrow()).endsWith("namespace ipfs lacks watch on pods");
  }

  @Test
  void aPodThatVanishedWhileNobodyWatchedIsGoneAfterTheNextList() {
    isLive();
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");

    stub.on(WATCH_PODS, StubApi.PODS, once(stub.events(GONE), stub.quiet()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
    isLive();
  }

  private Script once(Script first, Script then) {
    return (request, exchange) -> {
      stub.on(WATCH_PODS, StubApi.PODS, then);
      first.answer(request, exchange);
    };
  }

  @Test
  void aConnectionCutInTheMiddleOfALineIsNoTroubleWhenAListAnswers() {
    isLive();
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));

    stub.on(WATCH_PODS, StubApi.PODS, once(StubApi.cut(), stub.quiet()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
    isLive();
  }

  @Test
  void aWatchThatHangsInSilenceIsReplaced() {
    isLive();
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));

    stub.on(WATCH_PODS, StubApi.PODS, once(stub.hang(), stub.quiet()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
    isLive();
  }

  @Test
  void aWatchThatHangsInSilenceDoesNotPassForLife() {
    isLive();
    stub.on("GET", StubApi.PODS, stub.silence());
    stub.on(WATCH_PODS, StubApi.PODS, stub.hang());

    soon().until(() -> watch.look().trouble().isPresent());

    assertThat(Duration.between(watch.look().at(), Instant.now()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
  }

  @Test
  void keepsWhatItKnowsWhileNobodyAnswersAndComesBack() {
    isLive();
    int port = stub.port();
    stub.close();
    soon().until(() -> watch.look().trouble().isPresent());
    assertThat(watch.look().trouble().orElseThrow())
        .contains("127.0.0.1:" + port)
        .contains("NetworkPolicy");
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
    Instant last = watch.look().at();

    stub = StubApi.ofThree(port);
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));

    soon().until(() -> names().equals("kubo-0 kubo-1"));
    isLive();
    assertThat(watch.look().at()).isAfter(last);
  }

  @Test
  void aServerThatIsSilentIsTroubleSoonAndCuredByItsVoice() {
    isLive();
    stub.on(WATCH_PODS, StubApi.PODS, stub.silence());
    stub.on("GET", StubApi.PODS, stub.silence());
    soon().until(() -> watch.look().trouble().isPresent());
    assertThat(watch.look().trouble().orElseThrow()).contains("no answer within 2000 ms");

    stub.on(WATCH_PODS, StubApi.PODS, stub.quiet());
    stub.on("GET", StubApi.PODS, StubApi.json(200, two()));

    isLive();
    assertThat(names()).isEqualTo("kubo-0 kubo-1");
  }

  @Test
  void aServerInTroubleIsSaidToBe() {
    stub.on("GET", StubApi.PODS, StubApi.json(500, "{\"message\":\"etcd is\\nlost\"}"));
    stub.on(WATCH_PODS, StubApi.PODS, StubApi.json(410, "{}"));

    soon()
        .until(
            () ->
                watch
                    .look()
                    .trouble()
                    .equals(Optional.of("list pods: 500 from the API server: etcd is lost")));
  }

  @Test
  void readsALongListPageByPage() {
    String first = two().replaceFirst("\"metadata\":\\{", "\"metadata\":{\"continue\":\"a b\",");
    String second = Recorded.podsWithout("kubo-0", "kubo-1");
    isLive();
    stub.on(
        "GET",
        StubApi.PODS,
        (request, exchange) ->
            StubApi.send(exchange, 200, request.query().contains("continue=a+b") ? second : first));
    long lists = stub.count("GET", StubApi.PODS);
    stub.on(WATCH_PODS, StubApi.PODS, once(stub.events(GONE), stub.quiet()));

    soon().until(() -> stub.count("GET", StubApi.PODS) == lists + 2);
    isLive();
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
  }

  @Test
  void moreObjectsThanAFleetHasAreRefused() {
    isLive();
    String crowd =
        IntStream.rangeClosed(0, Reflector.MOST_OBJECTS)
            .mapToObj(i -> "{\"metadata\":{\"name\":\"p" + i + "\"}}")
            .collect(Collectors.joining(",", "{\"metadata\":{},\"items\":[", "]}"));
    stub.on("GET", StubApi.PODS, StubApi.json(200, crowd));
    stub.on(WATCH_PODS, StubApi.PODS, stub.events(GONE));

    soon().until(() -> watch.look().trouble().isPresent());
    assertThat(watch.look().trouble().orElseThrow()).contains("steward.kubernetes.selector");
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
  }

  @Test
  void aStorageClassThatMayNotBeReadIsNoTroubleButIsToldOnce() {
    stub.on(
        "GET",
        "/apis/storage.k8s.io/v1/storageclasses/grows",
        StubApi.json(403, Recorded.text("forbidden-class.json")));

    try (LogLines lines = new LogLines(FleetWatch.class.getName())) {
      isLive();
      soon().until(() -> watch.look().claims().size() == 3 && !lines.told().isEmpty());
      assertThat(watch.look().claims()).noneMatch(ObservedClaim::expandable);
      assertThat(watch.look().trouble()).isEmpty();

      assertThat(lines.told())
          .singleElement()
          .asString()
          .endsWith("the ClusterRole kubo-steward lacks get on storageclasses.storage.k8s.io");
    }
  }

  @Test
  void anObjectThatIsNoneIsTroubleAndNotTheEndOfTheOthers() {
    isLive();

    stub.on("GET", StubApi.PODS, StubApi.json(200, "{\"items\":[7]}"));
    stub.on(WATCH_PODS, StubApi.PODS, stub.events(GONE));

    soon().until(() -> watch.trouble().isPresent());
    assertThat(watch.trouble())
        .hasValue("list pods: the API server tells of an object that is none of these");
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
  }

  @Test
  void anEventAboutNothingIsCuredByAList() {
    isLive();
    long lists = stub.count("GET", StubApi.PODS);

    stub.on(
        WATCH_PODS,
        StubApi.PODS,
        once(stub.events("{\"type\":\"MODIFIED\",\"object\":[]}"), stub.quiet()));

    soon().until(() -> stub.count("GET", StubApi.PODS) > lists);
    isLive();
    assertThat(names()).isEqualTo("kubo-0 kubo-1 kubo-2");
  }
}
