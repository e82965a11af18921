package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that are sent one behind the other over one connection. */
class KuboLineTest extends KuboTestBase {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String PEERS = "{\"Peers\":[]}";

  private volatile IntSupplier asked = () -> 0;

  @Test
  void manyCallsAtOnceShareOneConnection() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json(PEERS))) {
      Kubo line = kubo.inLine();
      List<CompletionStage<Reply<Bootstrap>>> asked =
          IntStream.range(0, 10).mapToObj(n -> line.bootstrapList(node.endpoint(), AMPLE)).toList();
      for (CompletionStage<Reply<Bootstrap>> one : asked) {
        assertThat(answer(one).addresses()).isEmpty();
      }
      assertThat(node.connections()).isEqualTo(1);
      assertThat(node.requests()).hasSize(10);
    }
  }

  @Test
  void oneThatHangsKeepsNoneOfThoseBehindItFromTheirAnswer() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.line().contains("repo/stat")) {
                wire.awaitClose();
              } else {
                wire.json(PEERS);
              }
            })) {
      Kubo line = kubo.inLine();
      var first = line.bootstrapList(node.endpoint(), SECOND);
      var hung = line.repoStat(node.endpoint(), SECOND);
      var behind = line.bootstrapList(node.endpoint(), SECOND);
      var last = line.bootstrapList(node.endpoint(), SECOND);
      assertThat(reply(first).took()).isLessThan(SECOND.dividedBy(2));
      answer(behind);
      answer(last);
      fault(FaultKind.STALLED, hung);
      await("the line that is stuck to be closed").until(() -> node.closedByPeer() >= 2);
      assertThat(answer(line.bootstrapList(node.endpoint(), SECOND)).addresses()).isEmpty();
    }
  }

  @Test
  void whatIsStuckOnTheLineAloneIsAnsweredOnAnotherConnection() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.connection() == 1) {
                wire.awaitClose();
              } else {
                wire.json(PEERS);
              }
            })) {
      assertThat(answer(kubo.inLine().bootstrapList(node.endpoint(), SECOND)).addresses())
          .isEmpty();
      await("the line that is stuck to be closed").until(() -> node.closedByPeer() >= 1);
    }
  }

  @Test
  void ofTwoAnswersTheFirstCounts() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.connection() == 1) {
                await().until(() -> asked.getAsInt() == 2);
                wire.json(PEERS);
              } else {
                wire.awaitClose();
              }
            })) {
      asked = () -> node.requests().size();
      assertThat(answer(kubo.inLine().bootstrapList(node.endpoint(), SECOND)).addresses())
          .isEmpty();
      assertThat(node.connections()).isEqualTo(2);
    }
  }

  @Test
  void whatChangesSomethingIsNeverInLineAndNeverAskedTwice() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.line().contains("bootstrap")) {
                wire.json(PEERS);
              } else {
                wire.awaitClose();
              }
            })) {
      Kubo line = kubo.inLine();
      answer(line.bootstrapList(node.endpoint(), AMPLE));
      fault(FaultKind.STALLED, line.blockRm(node.endpoint(), List.of("bafy"), SECOND));
      assertThat(node.connections()).isEqualTo(2);
      assertThat(node.requests()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatHasBegunIsWaitedForAsLongAsAnyOther() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.chunkedHead();
              wire.chunk("{");
              wire.awaitClose();
            })) {
      fault(FaultKind.TOO_SLOW, kubo.inLine().bootstrapList(node.endpoint(), SECOND));
      assertThat(node.requests()).hasSize(1);
    }
  }

  @Test
  void aLineThatTheNodeClosesIsNoFault() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.connection() == 1 && request.line().contains("repo")) {
                wire.close();
              } else {
                wire.json(
                    request.line().contains("repo") ? "{\"RepoSize\":1,\"StorageMax\":2}" : PEERS);
              }
            })) {
      Kubo line = kubo.inLine();
      var before = line.bootstrapList(node.endpoint(), AMPLE);
      var closing = line.repoStat(node.endpoint(), AMPLE);
      var behind = line.bootstrapList(node.endpoint(), AMPLE);
      answer(before);
      answer(closing);
      answer(behind);
    }
  }
}
