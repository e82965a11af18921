package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;

class SilentNodeWatchTest {
  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo node = new RecordedKubo(vertx);
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final SilentNodeWatch stir = new SilentNodeWatch(kubo);

  @AfterEach
  void close() {
    kubo.close();
    node.close();
    vertx.close();
  }

  @Test
  void whereNobodyIsSilentNobodyIsAsked() {
    assertThat(stir.among(List.of())).isFalse();
    assertThat(node.commands()).isEmpty();
  }

  @Test
  void aNodeThatBeginsToAnswerIsHeardOnce() {
    assertThat(stir.among(List.of(target("kubo-1")))).as("it was only just asked").isFalse();

    await().until(() -> stir.among(List.of()));

    assertThat(stir.among(List.of())).isFalse();
    assertThat(node.commands()).containsOnly("version");
  }

  @Test
  void aNodeThatAnswersNonsenseOrRefusesIsNotHeard() {
    node.answering("version", "<html>not kubo</html>");
    stir.among(List.of(target("kubo-1")));
    await().until(() -> node.commands().size() == 1);
    await().until(() -> asked(2));

    node.failing("version", "starting");
    await().until(() -> asked(4));

    assertThat(stir.among(List.of())).isFalse();
  }

  @Test
  void aNodeWhoseQuestionIsOpenIsNotAskedAgain() {
    List<Target> same = List.of(target("kubo-1"), target("kubo-1"));

    stir.among(same);

    await().until(() -> stir.among(List.of()));
    assertThat(node.commands()).hasSize(1);
  }

  @Test
  void ofVeryManySilentNodesTheFirstTwentyAreAsked() {
    List<Target> many = IntStream.range(0, 50).mapToObj(n -> target("kubo-" + (100 + n))).toList();

    stir.among(many);

    await().until(() -> node.commands().size() >= 20);
    assertThat(node.commands()).hasSize(20);
  }

  private boolean asked(int times) {
    stir.among(List.of(target("kubo-1")));
    return node.commands().size() >= times;
  }

  private Target target(String name) {
    return new Target(new NodeId("ipfs", name), node.endpoint(), Optional.empty());
  }
}
