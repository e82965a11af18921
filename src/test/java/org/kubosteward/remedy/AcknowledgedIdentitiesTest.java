package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;

final class AcknowledgedIdentitiesTest {
  private static final Code CHANGED = Code.NODE_IDENTITY_CHANGED;
  private static final Duration AFTER = Duration.ofSeconds(30);
  private static final Duration BEFORE = Duration.ofMinutes(5);

  @Test
  void endsWhatSomebodySaysToHaveSeen() {
    assertThat(told(seen(Optional.of("kubo-2"), Optional.of(CHANGED), AFTER))).isEmpty();
    assertThat(told(seen(Optional.empty(), Optional.of(CHANGED), AFTER))).isEmpty();
  }

  @Test
  void goesOnAboutWhatNobodySpokeOf() {
    assertThat(told(seen(Optional.of("kubo-1"), Optional.of(CHANGED), AFTER))).hasSize(1);
    assertThat(told(seen(Optional.of("kubo-2"), Optional.of(Code.REPO_FULL), AFTER))).hasSize(1);
    assertThat(told(seen(Optional.of("kubo-2"), Optional.empty(), AFTER))).hasSize(1);
  }

  @Test
  void aChangeAfterwardsIsToldAnew() {
    assertThat(told(seen(Optional.of("kubo-2"), Optional.of(CHANGED), BEFORE))).hasSize(1);
  }

  @Test
  void leavesTheOtherFindingsAlone() {
    Given given =
        Given.full()
            .finding(CHANGED, "kubo-2")
            .asked(seen(Optional.empty(), Optional.of(CHANGED), AFTER));

    assertThat(new AcknowledgedIdentities().without(given.situation()).findings())
        .extracting(Finding::code)
        .containsExactly(Code.REPO_FULL);
  }

  private static List<Finding> told(Intent acknowledged) {
    Given given = Given.that(Fleets.threeHealthy()).finding(CHANGED, "kubo-2").asked(acknowledged);
    return new AcknowledgedIdentities().without(given.situation()).findings();
  }

  private static Intent seen(Optional<String> node, Optional<Code> code, Duration ago) {
    return Intents.asked(
        1,
        Intent.Kind.ACKNOWLEDGE,
        node,
        Optional.empty(),
        code,
        "ada",
        "a new volume",
        Fleets.START.minus(ago),
        Optional.empty());
  }
}
