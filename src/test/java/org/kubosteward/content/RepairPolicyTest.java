package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.NOW;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RepairPolicyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void theShippedOnesAreValid() {
    assertThat(RepairPolicy.shipped().grace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(TransferBudget.shipped().fleet()).isEqualTo(16);
  }

  @Test
  void durationsMustMakeSense() {
    refused(() -> with(MINUTE.negated(), 0.8, MINUTE, 0.5, MINUTE, MINUTE), "grace is PT-1M");
    refused(() -> with(MINUTE, 0.8, MINUTE.negated(), 0.5, MINUTE, MINUTE), "excess delay");
    refused(() -> with(MINUTE, 0.8, MINUTE, 0.5, Duration.ZERO, MINUTE), "stall after is PT0S");
    refused(() -> with(MINUTE, 0.8, MINUTE, 0.5, MINUTE, Duration.ZERO), "retry after");
    assertThat(with(Duration.ZERO, 0.8, Duration.ZERO, 0, MINUTE, MINUTE).grace()).isZero();
  }

  @Test
  void partsAreParts() {
    refused(() -> with(MINUTE, 0, MINUTE, 0.5, MINUTE, MINUTE), "fill mark is 0.0");
    refused(() -> with(MINUTE, 1, MINUTE, 0.5, MINUTE, MINUTE), "fill mark is 1.0");
    refused(() -> with(MINUTE, Double.NaN, MINUTE, 0.5, MINUTE, MINUTE), "fill mark is NaN");
    refused(() -> with(MINUTE, 0.8, MINUTE, 1.1, MINUTE, MINUTE), "least part that answers");
    refused(() -> with(MINUTE, 0.8, MINUTE, -0.1, MINUTE, MINUTE), "least part that answers");
  }

  @Test
  void aBudgetAllowsSomethingAndHasABound() {
    refused(() -> new TransferBudget(0, 1, 100, 1), "transfers a node is 0");
    refused(() -> new TransferBudget(1, 0, 100, 1), "it is 1 to 1000");
    refused(() -> new TransferBudget(1, 1001, 1 << 20, 1), "it is 1 to 1000");
    refused(() -> new TransferBudget(1, 10, 9, 1), "9 bytes a second");
    refused(() -> new TransferBudget(1, 1, 100, -1), "drops is -1");
    assertThat(new TransferBudget(1, 1, 1, 0).drops()).isZero();
  }

  @Test
  void aNodeThatFailedIsLeftAloneForLongerEachTimeAndForgivenAtTheLatestAfterSixHours() {
    RepairPolicy policy = RepairPolicy.shipped();

    assertThat(policy.retryAt(NOW, 0)).isEqualTo(NOW);
    assertThat(policy.retryAt(NOW, 1)).isEqualTo(NOW.plus(MINUTE));
    assertThat(policy.retryAt(NOW, 2)).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    assertThat(policy.retryAt(NOW, 5)).isEqualTo(NOW.plus(Duration.ofMinutes(16)));
    assertThat(policy.retryAt(NOW, 9)).isEqualTo(NOW.plus(Duration.ofMinutes(256)));
    assertThat(policy.retryAt(NOW, 10)).isEqualTo(NOW.plus(RepairPolicy.RETRY_MOST));
    assertThat(policy.retryAt(NOW, 255)).isEqualTo(NOW.plus(RepairPolicy.RETRY_MOST));
  }

  private static RepairPolicy with(
      Duration grace,
      double fillMark,
      Duration excessDelay,
      double answeringMin,
      Duration stallAfter,
      Duration retryAfter) {
    return new RepairPolicy(
        grace,
        fillMark,
        excessDelay,
        answeringMin,
        1,
        stallAfter,
        retryAfter,
        TransferBudget.shipped());
  }

  private static void refused(ThrowingCallable making, String says) {
    assertThatExceptionOfType(InvalidSpec.class).isThrownBy(making).withMessageContaining(says);
  }
}
