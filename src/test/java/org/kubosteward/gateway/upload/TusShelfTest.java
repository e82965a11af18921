package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.ImportProfile;

class TusShelfTest {
  static final UploadBounds BOUNDS =
      new UploadBounds(
          1 << 20, 2, Duration.ofSeconds(1), Duration.ofSeconds(1), 10, 2, Duration.ofHours(24));
  private static final UploadOrder ORDER =
      new UploadOrder("model", "default", ImportProfile.UNIXFS_V1_2025, "ann");

  private Instant now = Instant.EPOCH;
  private final NodeChoice choice =
      new NodeChoice(
          () -> List.of(NodeChoiceTest.node("a", 100), NodeChoiceTest.node("b", 90)), () -> now);
  private final TusShelf shelf = new TusShelf(BOUNDS, choice, () -> now);

  private TusUpload made() {
    return shelf.create(ORDER, 10, Optional.empty());
  }

  private static void finish(TusUpload upload) {
    UploadAnswer answer = new UploadAnswer("cid", 10, 10, 1, "a", "model");
    upload.commit(
        new TusUpload.State(10, Optional.empty(), Keeping.Sent.NOTHING, Optional.of(answer)));
  }

  @Test
  void eachGoesToAnotherNodeAndIsFoundByItsId() {
    TusUpload one = made();
    TusUpload two = made();
    assertThat(List.of(one.node().id(), two.node().id())).containsExactly("a", "b");
    assertThat(shelf.find(one.id())).contains(one);
    assertThat(shelf.find("other")).isEmpty();
    assertThat(one.id()).hasSize(32).isNotEqualTo(two.id());
  }

  @Test
  void noMoreThanMayBeAreHeldAndOnesThatAreDoneMakeRoom() {
    TusUpload one = made();
    made();
    assertThatThrownBy(this::made)
        .isInstanceOfSatisfying(
            UploadRefused.class, refused -> assertThat(refused.why().status()).isEqualTo(429));
    finish(one);
    TusUpload three = made();
    assertThat(shelf.find(one.id())).isEmpty();
    assertThat(shelf.find(three.id())).isPresent();
  }

  @Test
  void oneThatNobodyAsksForIsForgottenAndFreesItsNode() {
    TusUpload one = made();
    now = now.plus(Duration.ofHours(23));
    assertThat(shelf.find(one.id())).isPresent();
    now = now.plus(Duration.ofHours(23));
    assertThat(shelf.waiting()).hasSize(1);
    assertThat(shelf.expires(one)).isEqualTo(now.plus(Duration.ofHours(1)));
    now = now.plus(Duration.ofHours(2));
    assertThat(shelf.waiting()).isEmpty();
    assertThat(shelf.find(one.id())).isEmpty();
    assertThat(made().node().id()).isEqualTo("a");
  }

  @Test
  void oneOfWhichAPartIsTakenIsNotForgotten() {
    TusUpload one = made();
    assertThat(one.claim()).isTrue();
    assertThat(one.claim()).as("a second time").isFalse();
    now = now.plus(Duration.ofDays(3));
    assertThat(shelf.waiting()).hasSize(1);
    one.release();
    assertThat(shelf.waiting()).isEmpty();
  }

  @Test
  void whatIsDoneKeepsNoNode() {
    TusUpload one = made();
    assertThat(shelf.waiting()).extracting(Uploads.UnderWay::node).containsExactly("a");
    finish(one);
    assertThat(shelf.waiting()).isEmpty();
    shelf.settle(one);
    shelf.settle(one);
    assertThat(made().node().id()).isEqualTo("a");
  }
}
