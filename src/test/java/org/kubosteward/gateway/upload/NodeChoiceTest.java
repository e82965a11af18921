package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kubosteward.kubo.KuboEndpoint;

class NodeChoiceTest {
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private final List<IngestNode> nodes =
      new ArrayList<>(List.of(node("a", 100), node("b", 300), node("c", 200)));
  private Instant now = Instant.EPOCH;
  private final NodeChoice choice = new NodeChoice(() -> List.copyOf(nodes), () -> now);

  static IngestNode node(String id, long free) {
    return new IngestNode(
        id,
        new KuboEndpoint(URI.create("http://" + id + ":5001"), Optional.empty()),
        OptionalLong.of(free));
  }

  private String taken(OptionalLong bytes) {
    return choice.take(bytes).id();
  }

  @Test
  void theOneWithTheMostRoomIsTaken() {
    assertThat(taken(UNKNOWN)).isEqualTo("b");
  }

  @Test
  void severalAreSpreadAndAPlaceThatIsLeftIsTakenAgain() {
    IngestNode first = choice.take(UNKNOWN);
    assertThat(List.of(taken(UNKNOWN), taken(UNKNOWN))).containsExactly("c", "a");
    choice.left(first);
    assertThat(taken(UNKNOWN)).isEqualTo("b");
  }

  @Test
  void oneThatFailedIsPassedOverForAWhile() {
    choice.failed(nodes.get(1));
    assertThat(taken(UNKNOWN)).isEqualTo("c");
    choice.left(nodes.get(2));
    now = now.plus(Duration.ofMinutes(3));
    assertThat(taken(UNKNOWN)).isEqualTo("b");
  }

  @Test
  void oneThatFailedIsBetterThanNone() {
    nodes.remove(2);
    nodes.remove(0);
    choice.failed(nodes.get(0));
    assertThat(taken(UNKNOWN)).isEqualTo("b");
  }

  @Test
  void oneWithoutRoomIsNotTaken() {
    choice.take(UNKNOWN);
    assertThat(taken(OptionalLong.of(250))).as("busy, and the only one with room").isEqualTo("b");
    assertThatThrownBy(() -> choice.take(OptionalLong.of(1000)))
        .isInstanceOfSatisfying(
            UploadRefused.class, refused -> assertThat(refused.why().status()).isEqualTo(507))
        .hasMessageContaining("no node has room for 1000 bytes; the most has b, with 300");
  }

  @Test
  void withoutANodeItSaysWhereToLook() {
    nodes.clear();
    assertThatThrownBy(() -> choice.take(UNKNOWN))
        .isInstanceOfSatisfying(
            UploadRefused.class, refused -> assertThat(refused.why().status()).isEqualTo(503))
        .hasMessageContaining("/api/v1/roster");
  }

  @Test
  void aNodeThatMovedIsFoundAgain() {
    IngestNode old = nodes.get(0);
    nodes.set(0, new IngestNode("a", nodes.get(1).rpc(), UNKNOWN));
    assertThat(choice.now(old).rpc()).isEqualTo(nodes.get(1).rpc());
    nodes.remove(0);
    assertThat(choice.now(old)).isEqualTo(old);
  }
}
