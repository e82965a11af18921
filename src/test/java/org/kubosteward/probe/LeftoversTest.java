package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

class LeftoversTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final String NODE = "kubo-1";

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo node =
      new RecordedKubo(vertx)
          .answering("diag/cmds", "[]")
          .answering("block/rm", "{\"Hash\":\"a\"}\n{\"Hash\":\"b\"}\n");
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final Target target = new Target(Fleets.id(NODE), node.endpoint(), Optional.empty());
  private final Fleets fleet = Fleets.threeHealthy();
  private Instant now = Fleets.START;
  private final Leftovers leftovers =
      new Leftovers(
          kubo,
          new ProbePolicy(
              Duration.ofSeconds(5),
              EVERY,
              Duration.ofSeconds(5),
              true,
              Duration.ofSeconds(5),
              Duration.ofMinutes(3),
              10),
          () -> now);

  @AfterEach
  void close() {
    kubo.close();
    node.close();
    vertx.close();
  }

  @Test
  void gathersBlocksAndSweepsThemInOneCallWhenItIsTime() {
    leave("a", "b");
    sweep(fleet);
    assertThat(node.calls()).isEmpty();

    now = now.plus(EVERY);
    sweep(fleet);

    await().until(() -> leftovers.on(Fleets.id(NODE)) == 0);
    assertThat(node.commands()).containsExactly("diag/cmds", "block/rm");
    assertThat(node.calls().get(1)).contains("arg=a").contains("arg=b");
  }

  @Test
  void leavesThemWhileTheNodeWrites() {
    leave("a");
    now = now.plus(EVERY);

    sweep(fleet.running(NODE, "pin/add", Duration.ofMinutes(1)));

    assertThat(node.calls()).isEmpty();
    assertThat(leftovers.on(Fleets.id(NODE))).isEqualTo(1);
  }

  @Test
  void leavesThemWhileTheNodeCollectsGarbage() {
    leave("a");
    now = now.plus(EVERY);

    sweep(fleet.running(NODE, "repo/gc", Duration.ofMinutes(1)));

    assertThat(node.calls()).isEmpty();
  }

  @Test
  void leavesThemWhileTheNodeDoesNotSayWhatItRuns() {
    leave("a");
    now = now.plus(EVERY);

    sweep(fleet.without(NODE, Question.COMMANDS, Why.TIMED_OUT));

    assertThat(node.calls()).isEmpty();
  }

  @Test
  void looksOnceMoreRightBeforeAndLeavesThemWhenAPinHasBegun() {
    node.answering(
        "diag/cmds",
        """
        [{"StartTime":"2026-11-23T05:33:22Z","EndTime":"0001-01-01T00:00:00Z","Active":true,\
        "Command":"pin/add","Options":{},"Args":[],"ID":7}]""");
    leave("a");
    now = now.plus(EVERY);

    sweep(fleet);

    await().until(() -> node.commands().contains("diag/cmds"));
    assertThat(node.commands()).doesNotContain("block/rm");
    assertThat(leftovers.on(Fleets.id(NODE))).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeRemovedIsTriedAgainAtTheSamePace() {
    node.answering("block/rm", "{\"Hash\":\"a\",\"Error\":\"pinned: recursive\"}");
    leave("a");
    now = now.plus(EVERY);
    sweep(fleet);
    await().until(() -> node.commands().contains("block/rm"));
    sweep(fleet);
    assertThat(node.commands()).hasSize(2);

    node.answering("block/rm", "{\"Hash\":\"a\"}");
    now = now.plus(EVERY);
    sweep(fleet);

    await().until(() -> leftovers.on(Fleets.id(NODE)) == 0);
  }

  @Test
  void keepsNoMoreThanItsBoundAndLeavesTheRestToTheNextCollection() {
    for (int i = 0; i < Leftovers.MOST + 10; i++) {
      leave("cid" + i);
    }

    assertThat(leftovers.on(Fleets.id(NODE))).isEqualTo(Leftovers.MOST);
  }

  @Test
  void forgetsTheBlocksOfANodeThatLeft() {
    leave("a");

    leftovers.keepOnly(Set.of(Fleets.id("kubo-2")));

    assertThat(leftovers.on(Fleets.id(NODE))).isZero();
  }

  private void leave(String... cids) {
    for (String cid : cids) {
      leftovers.left(Fleets.id(NODE), cid);
    }
  }

  private void sweep(Fleets fleet) {
    NodeView view = fleet.view(NODE);
    leftovers.sweepIfDue(target, view);
  }
}
