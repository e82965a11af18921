package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

/** A node that hangs or is slow, and the rounds that look at the others meanwhile. */
class HungNodeRoundsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Duration NEVER = Duration.ofMinutes(1);
  private static final NodeId ONE = new NodeId("default", "kubo-1");
  private static final NodeId TWO = new NodeId("default", "kubo-2");

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo one = new RecordedKubo(vertx);
  private final RecordedKubo two = new RecordedKubo(vertx);
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private List<Target> targets = List.of(target(ONE, one), target(TWO, two));
  private Instant now = NOW;
  private final Prober prober =
      new Prober(() -> Selection.of(targets), kubo, policy(), () -> now, new Random(7));

  @AfterEach
  void close() {
    kubo.close();
    one.close();
    two.close();
    vertx.close();
  }

  @Test
  void ofANodeThatIsSlowWithinTheDeadlineNothingIsUnknown() {
    Stream.of("version", "id", "swarm/peers", "swarm/peering/ls", "stats/bw", "repo/stat")
        .forEach(question -> two.late(question, Duration.ofMillis(1_600)));
    Stream.of("diag/sys", "bitswap/stat", "provide/stat", "swarm/resources", "diag/cmds")
        .forEach(question -> two.late(question, Duration.ofMillis(1_600)));

    assertThat(view(observe(1), TWO).failures()).isEmpty();
  }

  @Test
  void aNodeThatHungInTheLastRoundDoesNotHoldUpTheNext() {
    observe(0);
    two.late("version", NEVER);
    assertThat(view(observe(1), TWO).up()).isFalse();
    now = NOW.plusSeconds(1);

    long start = System.nanoTime();
    FleetSnapshot next = observe(2);
    assertThat(System.nanoTime() - start).isLessThan(DEADLINE.toNanos());

    assertThat(view(next, ONE).version().at()).isEqualTo(now);
    Reading<Version> silence = view(next, TWO).version();
    assertThat(silence.missing().map(Missing::why)).contains(Why.STALLED);
    assertThat(silence.at()).as("its age is told").isEqualTo(NOW);
    assertThat(view(next, TWO).peerId()).as("its name is kept").isPresent();
  }

  @Test
  void aNodeThatHangsOnIsAskedOneQuestionAtATimeAndFoundHungAnew() {
    two.late("version", NEVER);
    observe(1);
    now = NOW.plusSeconds(1);
    observe(2);
    observe(3);

    assertThat(two.commands()).containsExactly("version", "version");

    await().until(() -> view(observe(4), TWO).version().at().equals(now));
    assertThat(view(observe(5), TWO).up()).isFalse();
  }

  @Test
  void aNodeThatIsWellAgainIsSeenThoughAnOldQuestionIsOpen() {
    two.late("version", NEVER);
    observe(1);
    observe(2);
    two.late("version", Duration.ZERO);
    await().until(prober::stirred);

    await().until(() -> view(observe(3), TWO).up());
    assertThat(view(observe(4), TWO).swarm().known()).isTrue();
  }

  @Test
  void aNodeThatHungIsAskedWhereItIsNow() {
    two.late("version", NEVER);
    observe(1);
    observe(2);
    targets = List.of(target(TWO, one));
    int before = one.commands().size();

    observe(3);
    await("that round's question").until(() -> one.commands().size() > before);
    await("its answer").until(() -> view(observe(4), TWO).up());
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

  private static ProbePolicy policy() {
    return new ProbePolicy(
        DEADLINE, Duration.ofMinutes(5), Duration.ofSeconds(5), true, DEADLINE, NEVER, 0);
  }
}
