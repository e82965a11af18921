package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
  @Test
  void worksItOutWhenItIsAskedAndNeverAgain() {
    AtomicInteger made = new AtomicInteger();
    Once<String> once = new Once<>(() -> "made " + made.incrementAndGet());

    assertThat(made).hasValue(0);
    assertThat(once.get()).isEqualTo("made 1");
    assertThat(once.get()).isEqualTo("made 1");
    assertThat(made).hasValue(1);
  }
}
