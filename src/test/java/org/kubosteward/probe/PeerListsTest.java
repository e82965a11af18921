package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

class PeerListsTest {
  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  private static final NodeId NODE = new NodeId("default", "kubo-1");

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo node = new RecordedKubo(vertx);
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private Instant now = NOW;
  private final PeerLists lists = new PeerLists(() -> now);

  @AfterEach
  void close() {
    kubo.close();
    node.close();
    vertx.close();
  }

  @Test
  void aListThatStaysIsReadTwiceAndThenToldFromItsDigest() {
    node.answering("swarm/peers", peers("a"));
    Swarm first = ask().value().orElseThrow();
    ask();

    now = NOW.plusSeconds(15);
    Reading<Swarm> third = ask();

    assertThat(third.value().orElseThrow()).isEqualTo(first);
    assertThat(third.at()).isEqualTo(now);
    assertThat(node.calls()).hasSize(3);
  }

  @Test
  void aChangeAfterManyEqualListsIsToldInTheSameRound() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();
    ask();

    node.answering("swarm/peers", peers("a", "b"));

    assertThat(ask().value().orElseThrow().lists("b")).isTrue();
    assertThat(node.calls()).hasSize(5);
  }

  @Test
  void aListThatChangesEachTimeCostsOneQuestionEachTime() {
    for (int i = 0; i < 5; i++) {
      node.answering("swarm/peers", peers("a", "b" + i));
      assertThat(ask().value().orElseThrow().lists("b" + i)).isTrue();
    }

    assertThat(node.calls()).hasSize(5);
  }

  @Test
  void whoDialledIsAChangeToo() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();
    node.answering("swarm/peers", peers("a").replace("\"Direction\":1", "\"Direction\":2"));

    assertThat(ask().value().orElseThrow().byDirection())
        .containsEntry(Swarm.Direction.OUTBOUND, 1);
  }

  @Test
  void aFaultIsToldAndWhatWasKnownStaysForTheNextRound() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();

    node.failing("swarm/peers", "no");
    assertThat(ask().missing().orElseThrow().why()).isEqualTo(Why.REJECTED);

    node.answering("swarm/peers", peers("a"));
    assertThat(ask().value().orElseThrow().lists("a")).isTrue();
    assertThat(node.calls()).hasSize(4);
  }

  @Test
  void anAnswerThatBecameNonsenseIsMalformedAndNotTheListOfBefore() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();

    node.answering("swarm/peers", "{\"Peers\":[{\"Peer\":7}]}");

    assertThat(ask().missing().orElseThrow().why()).isEqualTo(Why.MALFORMED);
  }

  @Test
  void theDeadlineHoldsForTheDigestAsWell() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();

    node.late("swarm/peers", Duration.ofMinutes(1));
    Reading<Swarm> late = ask(Duration.ofMillis(100));

    assertThat(late.missing().orElseThrow().why()).isEqualTo(Why.STALLED);
  }

  @Test
  void aNodeThatLeftIsForgotten() {
    node.answering("swarm/peers", peers("a"));
    ask();
    ask();
    lists.keepOnly(Set.of());
    node.answering("swarm/peers", peers("b"));

    assertThat(ask().value().orElseThrow().lists("b")).isTrue();
    assertThat(node.calls()).hasSize(3);
  }

  private Reading<Swarm> ask() {
    return ask(AMPLE);
  }

  private Reading<Swarm> ask(Duration deadline) {
    Target target = new Target(NODE, node.endpoint(), Optional.empty());
    return lists.ask(kubo, target, deadline).toCompletableFuture().join();
  }

  private static String peers(String... ids) {
    StringBuilder peers = new StringBuilder();
    for (String id : ids) {
      peers
          .append(peers.isEmpty() ? "" : ",")
          .append("{\"Addr\":\"/ip4/10.0.0.1/tcp/4001\",\"Peer\":\"")
          .append(id)
          .append("\",\"Direction\":1}");
    }
    return "{\"Peers\":[" + peers + "]}\n";
  }
}
