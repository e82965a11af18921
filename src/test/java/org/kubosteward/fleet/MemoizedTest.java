package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoizedTest {
  @Test
  void worksItOutWhenItIsAskedAndNeverAgain() {
    AtomicInteger made = new AtomicInteger();
    Memoized<String> once = new Memoized<>(() -> "made " + made.incrementAndGet());

    assertThat(made).hasValue(0);
    assertThat(once.get()).isEqualTo("made 1");
    assertThat(once.get()).isEqualTo("made 1");
    assertThat(made).hasValue(1);
  }
}
