package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

class ProberTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration NEVER = Duration.ofMinutes(1);
  private static final NodeId ONE = new NodeId("default", "kubo-1");
  private static final NodeId TWO = new NodeId("default", "kubo-2");
  private static final String PEER_ONE = "12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7";
  private static final String PEER_TWO = "12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4";

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo one = new RecordedKubo(vertx);
  private final RecordedKubo two =
      new RecordedKubo(vertx).answering("id", identity(PEER_TWO)).answering("swarm/peers", none());
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private List<Target> targets = List.of(target(ONE, one), target(TWO, two));
  private Instant now = NOW;
  private final Prober prober =
      new Prober(
          () -> targets.isEmpty() ? Selection.none("nothing to watch") : Selection.of(targets),
          kubo,
          policy(),
          () -> now,
          new Same());

  @AfterEach
  void close() {
    kubo.close();
    one.close();
    two.close();
    vertx.close();
  }

  @Test
  void makesOnePictureOfAllThatTheNodesSay() {
    FleetSnapshot picture = observe(7);

    assertThat(picture.round()).isEqualTo(7);
    assertThat(picture.takenAt()).isEqualTo(NOW);
    assertThat(picture.nodes()).containsOnlyKeys(ONE, TWO);
    NodeView view = view(picture, ONE);
    assertThat(view.up()).isTrue();
    assertThat(view.peerId()).contains(PEER_ONE);
    assertThat(view.version().value().orElseThrow().release()).isEqualTo("0.43.0");
    assertThat(view.swarm().value().orElseThrow().peers()).isEqualTo(1);
    assertThat(view.swarm().value().orElseThrow().lists(PEER_TWO)).isTrue();
    assertThat(view.repo().value().orElseThrow().sizeBytes()).isEqualTo(694_753);
    assertThat(view.disk().value().orElseThrow().availableBytes()).isEqualTo(82_984_943_616L);
    assertThat(view.lastSuccess()).contains(NOW);
    assertThat(view.failures()).isEmpty();
    assertThat(picture.observer().expected()).isEqualTo(2);
  }

  @Test
  void aQuestionThatFailsIsMissingWithItsReasonAndTheOthersAreKnown() {
    one.failing("repo/stat", "disk on fire");

    NodeView view = view(observe(1), ONE);

    assertThat(view.up()).isTrue();
    assertThat(view.swarm().known()).isTrue();
    assertThat(view.repo().missing())
        .get()
        .satisfies(
            missing -> {
              assertThat(missing.why()).isEqualTo(Why.REJECTED);
              assertThat(missing.detail()).contains("disk on fire");
            });
  }

  @Test
  void aNodeThatIsGoneIsAskedOnceAndKeepsItsName() {
    observe(1);
    one.close();

    NodeView view = view(observe(2), ONE);

    assertThat(view.up()).isFalse();
    assertThat(view.version().missing().map(Missing::why)).contains(Why.REFUSED);
    assertThat(view.peerId()).contains(PEER_ONE);
    assertThat(view.swarm().known()).isFalse();
    assertThat(view.lastSuccess()).contains(NOW);
  }

  @Test
  void aNodeThatWasNeverSeenHasNoNameAndNoLastSuccess() {
    one.close();

    NodeView view = view(observe(1), ONE);

    assertThat(view.peerId()).isEmpty();
    assertThat(view.lastSuccess()).isEmpty();
  }

  @Test
  void howLongACollectionRunsIsToldByOurOwnClock() {
    one.answering("diag/cmds", "[]");
    observe(1);
    now = NOW.plusSeconds(15);
    // The node's clock is 20 min behind: its collection is 5 s old.
    one.answering("diag/cmds", collection(NOW.plusSeconds(10).minus(Duration.ofMinutes(20))));

    assertThat(collectionSince(observe(2))).isEqualTo(NOW.plusSeconds(15));
    now = NOW.plusSeconds(700);
    assertThat(collectionSince(observe(3)))
        .as("it stays one collection")
        .isEqualTo(NOW.plusSeconds(15));
  }

  @Test
  void aCollectionOfAClockThatRunsAheadHasBegunNowAndNotLater() {
    one.answering("diag/cmds", collection(NOW.plus(Duration.ofHours(1))));

    assertThat(collectionSince(observe(1))).isEqualTo(NOW);
  }

  private static String collection(Instant started) {
    return """
    [{"StartTime":"%s","EndTime":"0001-01-01T00:00:00Z","Active":true,"Command":"repo/gc",\
    "Options":{},"Args":[],"ID":7}]
    """
        .formatted(started);
  }

  private static Instant collectionSince(FleetSnapshot picture) {
    return view(picture, ONE).commands().value().orElseThrow().collection().orElseThrow().since();
  }

  @Test
  void oneSickNodeDoesNotTouchTheOthers() {
    one.answering("version", "<html>not kubo</html>");

    FleetSnapshot picture = observe(1);

    assertThat(view(picture, ONE).up()).isFalse();
    assertThat(view(picture, TWO).up()).isTrue();
    assertThat(one.commands()).containsOnly("version");
  }

  @Test
  void aNodeThatLeftTheFleetLeavesThePicture() {
    observe(1);
    await().until(() -> !prober.proving());
    targets = List.of(target(TWO, two));

    FleetSnapshot picture = observe(2);

    assertThat(picture.nodes()).containsOnlyKeys(TWO);
    assertThat(picture.links()).isEmpty();
  }

  @Test
  void aSourceWithoutNodesIsTroubleInThePicture() {
    targets = List.of();

    FleetSnapshot picture = observe(1);

    assertThat(picture.nodes()).isEmpty();
    assertThat(picture.observer().expected()).isZero();
    assertThat(picture.observer().sourceTrouble()).isEqualTo("nothing to watch");
  }

  @Test
  void theCostlyQuestionsAreAskedBesideTheRoundAndSeenInALaterOne() {
    String pin = "{\"Cid\":\"bafkrei%sqfn6s4sziytz66fbuxurthkbue54wveah7mvcgjel5tknkgr6p4\"}\n";
    one.answering("pin/ls", pin.formatted("d") + pin.formatted("c"));
    assertThat(view(observe(1), ONE).pins().missing().map(Missing::why)).contains(Why.NOT_ASKED);

    await().until(() -> view(observe(2), ONE).pins().known());

    Pins pins = view(observe(3), ONE).pins().value().orElseThrow();
    assertThat(pins).isEqualTo(new Pins(2, 2, pins.roots()));
    assertThat(pins.roots().size()).isEqualTo(2);
    assertThat(view(observe(3), ONE).process().value().orElseThrow().maxFileDescriptors())
        .isPositive();
    assertThat(one.commands().stream().filter("pin/ls"::equals)).hasSize(2);
  }

  @Test
  void whomANodeServesIsAskedOfItsConfigurationBeforeTheCostlyQuestions() {
    one.answering("config/show", "{\"Bitswap\":{\"ServerEnabled\":false}}").late("pin/ls", NEVER);
    observe(1);

    await().until(() -> view(observe(2), ONE).config().known());
    assertThat(view(observe(3), ONE).config().value()).contains(new BitswapConfig(false, true));
    assertThat(view(observe(3), ONE).pins().known()).isFalse();
    await().until(() -> view(observe(4), TWO).config().known());
    assertThat(view(observe(5), TWO).config().value()).contains(BitswapConfig.DEFAULT);
  }

  @Test
  void theCostlyQuestionsAreAskedAgainWhenTheirTimeHasCome() {
    observe(1);
    await().until(() -> view(observe(2), ONE).bootstrap().known());
    now = NOW.plus(Duration.ofMinutes(6));
    observe(3);

    await().until(() -> one.commands().stream().filter("bootstrap/list"::equals).count() == 2);
  }

  @Test
  void aBlockThatArrivesProvesItsLinkAndIsSweptFromBothSidesLater() {
    two.answering("block/get", Same.BLOCK);
    observe(1);
    await().until(() -> !prober.proving());

    FleetSnapshot picture = observe(2);

    assertThat(picture.links().get(new Link(ONE, TWO)))
        .satisfies(
            proof -> {
              assertThat(proof.outcome()).isEqualTo(Outcome.EXCHANGED);
              assertThat(proof.failures()).isZero();
            });
    assertThat(one.commands()).contains("block/put").doesNotContain("block/rm");
    assertThat(two.commands()).contains("block/get").doesNotContain("block/rm");

    one.answering("diag/cmds", "[]");
    two.answering("diag/cmds", "[]");
    now = NOW.plus(Duration.ofMinutes(6));
    observe(3);
    await().until(() -> one.commands().contains("block/rm") && two.commands().contains("block/rm"));
  }

  @Test
  void aBlockThatDoesNotArriveIsAFailureOfTheLinkAndCounted() {
    two.failing("block/get", "context deadline exceeded");
    observe(1);
    await().until(() -> !prober.proving());
    observe(2);
    await().until(() -> !prober.proving());

    assertThat(observe(3).links().get(new Link(ONE, TWO)))
        .satisfies(
            proof -> {
              assertThat(proof.outcome()).isEqualTo(Outcome.NOT_EXCHANGED);
              assertThat(proof.failures()).isEqualTo(2);
              assertThat(proof.detail()).contains("kubo-2");
            });
  }

  @Test
  void itIsKuboThatSaysThatABlockDidNotComeAndTheSlowWayToItIsNone() {
    two.answering("block/get", Same.BLOCK).late("block/get", WAIT.plusMillis(300));
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(proof -> assertThat(proof.outcome()).isEqualTo(Outcome.EXCHANGED));
    assertThat(two.calls())
        .anySatisfy(call -> assertThat(call).startsWith("block/get?").contains("timeout=1000ms"));
  }

  @Test
  void anAskerThatSaysNothingAtAllProvesNothingAboutTheLink() {
    two.late("block/get", NEVER).late("version", Duration.ofMillis(1500));
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(proof -> assertThat(proof.outcome()).isEqualTo(Outcome.NOT_TRIED));
  }

  @Test
  void anAskerThatSaysNothingAboutTheBlockAndAnswersElseAtOnceWaitsForTheBlock() {
    two.late("block/get", NEVER);
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(proof -> assertThat(proof.outcome()).isEqualTo(Outcome.NOT_EXCHANGED));
  }

  @Test
  void aNodeIsMeasuredByItsAnswerToTheQuestionOfLife() {
    // The first look loads classes, and that takes longer than an answer.
    observe(1);
    two.late("version", Duration.ofMillis(700));

    FleetSnapshot picture = observe(2);

    Duration late = view(picture, TWO).answeredIn().orElseThrow();
    assertThat(late).isGreaterThanOrEqualTo(Duration.ofMillis(690));
    assertThat(view(picture, ONE).answeredIn().orElseThrow()).isLessThan(late);
  }

  @Test
  void anotherBlockThanWasAskedForIsNoProof() {
    two.answering("block/get", "something else");
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(proof -> assertThat(proof.outcome()).isEqualTo(Outcome.NOT_EXCHANGED));
  }

  @Test
  void aBlockThatArrivesWhereTheDiskIsFullIsNoFailureOfTheLink() {
    two.failing("block/get", "write /data/blocks/.temp/temp-1: no space left on device");
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(
            proof -> {
              assertThat(proof.outcome()).isEqualTo(Outcome.NOT_TRIED);
              assertThat(proof.detail()).contains("kubo-2").contains("no space left");
              assertThat(proof.full()).contains(TWO);
            });
  }

  @Test
  void aBlockThatCannotBePutIsTheCanarysFailureAndNotTheLinks() {
    one.failing("block/put", "no space left on device");
    observe(1);
    await().until(() -> !prober.proving());

    assertThat(observe(2).links().get(new Link(ONE, TWO)))
        .satisfies(
            proof -> {
              assertThat(proof.outcome()).isEqualTo(Outcome.NOT_TRIED);
              assertThat(proof.detail()).contains("kubo-1").contains("no space left");
              assertThat(proof.full()).contains(ONE);
            });
    assertThat(two.commands()).doesNotContain("block/get");
  }

  private FleetSnapshot observe(long round) {
    return prober.observe(round, Duration.ZERO, Duration.ZERO, new TreeMap<>());
  }

  private static NodeView view(FleetSnapshot picture, NodeId id) {
    return picture.node(id).orElseThrow();
  }

  private static Target target(NodeId id, RecordedKubo node) {
    return new Target(id, node.endpoint(), Optional.empty());
  }

  private static String identity(String peerId) {
    return "{\"ID\":\"%s\",\"PublicKey\":\"\",\"Addresses\":[],\"AgentVersion\":\"kubo/0.43.0\",\"Protocols\":[]}"
        .formatted(peerId);
  }

  private static String none() {
    return "{\"Peers\":null}";
  }

  private static ProbePolicy policy() {
    return new ProbePolicy(
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        true,
        WAIT,
        Duration.ofMinutes(3),
        100);
  }

  /** A die that always falls the same way, so that a test knows the block. */
  private static final class Same extends Random {
    private static final long serialVersionUID = 1L;
    static final String BLOCK = "k".repeat(64);

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 'k');
    }
  }
}
