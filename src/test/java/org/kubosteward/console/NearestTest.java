package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES = List.of("kubo-1", "kubo-2", "gateway");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(Nearest.to("kubo1", NAMES)).contains("kubo-1");
    assertThat(Nearest.to("GATEWAI", NAMES)).contains("gateway");
    assertThat(Nearest.hint("gatway", NAMES)).isEqualTo("; did you mean gateway?");
  }

  @Test
  void suggestsNothingForWhatIsNothingLikeIt() {
    assertThat(Nearest.to("postgres-primary", NAMES)).isEmpty();
    assertThat(Nearest.hint("postgres-primary", NAMES)).isEmpty();
    assertThat(Nearest.to("kubo", List.of())).isEmpty();
  }

  @Test
  void doesNotSpendTimeOnInputThatIsTooLong() {
    assertThat(Nearest.to("k".repeat(100_000), NAMES)).isEmpty();
  }
}
