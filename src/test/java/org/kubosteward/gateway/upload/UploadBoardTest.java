package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UploadBoardTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = BEGAN;
  private List<Uploads.UnderWay> waiting = List.of();
  private final UploadBoard board = new UploadBoard(2, () -> now, () -> waiting);

  private UploadBoard.Place begun(String id, String node, AtomicLong bytes) {
    board.enter();
    return board.begin(id, "model", NodeChoiceTest.node(node, 1), bytes::get);
  }

  @Test
  void whatIsUnderWayIsShownWithItsPace() {
    AtomicLong bytes = new AtomicLong();
    try (UploadBoard.Place place = begun("1", "a", bytes)) {
      assertThat(place).isNotNull();
      bytes.set(5000);
      now = now.plus(Duration.ofSeconds(2));
      assertThat(board.underWay())
          .containsExactly(new Uploads.UnderWay("1", "model", 5000, 2500, BEGAN, "a"));
      assertThat(board.nodes()).containsExactly("a");
    }
    assertThat(board.underWay()).isEmpty();
    assertThat(board.nodes()).isEmpty();
  }

  @Test
  void oneThatWaitsKeepsItsNodeInUse() {
    waiting =
        List.of(
            new Uploads.UnderWay("1", "old", 7, 0, BEGAN, "b"),
            new Uploads.UnderWay("2", "other", 8, 0, BEGAN.plusSeconds(1), "c"));
    try (UploadBoard.Place place = begun("1", "b", new AtomicLong(9))) {
      assertThat(place).isNotNull();
      assertThat(board.underWay()).extracting(Uploads.UnderWay::bytes).containsExactly(9L, 8L);
    }
    assertThat(board.underWay()).extracting(Uploads.UnderWay::bytes).containsExactly(7L, 8L);
    assertThat(board.nodes()).containsExactly("b", "c");
  }

  @Test
  void noMoreThanMayBeAreLetIn() {
    UploadBoard.Place first = begun("1", "a", new AtomicLong());
    board.enter();
    assertThatThrownBy(board::enter)
        .isInstanceOfSatisfying(
            UploadRefused.class,
            refused -> {
              assertThat(refused.why().status()).isEqualTo(429);
              assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
            });
    first.close();
    first.close();
    board.enter();
    assertThatThrownBy(board::enter)
        .as("closed twice, left once")
        .isInstanceOf(UploadRefused.class);
    board.leave();
    board.enter();
  }
}
