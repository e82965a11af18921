package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;

final class PausedTooLongTest {
  private static final Duration LONG = Duration.ofHours(3);

  @Test
  void nagsAboutAPauseWithoutAnEndNamingWhoWhyAndHowLong() {
    List<Finding> nags = nags(Given.full().asked(pause(Optional.empty(), LONG)));

    assertThat(nags).hasSize(1);
    assertThat(nags.get(0).subject()).hasToString("fleet");
    assertThat(nags.get(0).level()).isEqualTo(Level.WARN);
    assertThat(nags.get(0).since()).isEqualTo(Fleets.START.minus(LONG));
    assertThat(nags.get(0).evidence()).containsEntry("pause #1", "by ada 3 h ago: moving racks");
  }

  @Test
  void namesWhatIsPausedWhereItIsNotEverything() {
    Intent pause =
        Given.wish(
            Intent.Kind.PAUSE, Optional.of("kubo-2"), Optional.of(ActionKind.RESTART_POD), LONG);

    assertThat(nags(Given.full().asked(pause)).get(0).evidence())
        .containsEntry("pause #1", "restart-pod on kubo-2 by ada 3 h ago: moving racks");
  }

  @Test
  void isQuietForAnHour() {
    Duration hour = PausedTooLong.NAGS_AFTER;
    assertThat(nags(Given.full().asked(pause(Optional.empty(), hour.minusSeconds(1))))).isEmpty();
    assertThat(nags(Given.full().asked(pause(Optional.empty(), hour)))).hasSize(1);
  }

  @Test
  void isQuietAboutAPauseThatEnds() {
    Intent pause = pause(Optional.empty(), LONG);

    assertThat(nags(Given.full().asked(Given.expiring(pause, Fleets.START.plusSeconds(9)))))
        .isEmpty();
  }

  @Test
  void namesTheNodeThatIsPausedAndTheFleetForOneThatIsGone() {
    assertThat(
            nags(
                Given.full()
                    .asked(pause(Optional.of("kubo-2"), LONG), pause(Optional.of("kubo-9"), LONG))))
        .extracting(finding -> finding.subject().toString())
        .containsExactly("fleet", "kubo-2");
  }

  @Test
  void keepsTheOtherFindingsAndTheirOrderAndIsNotDoubled() {
    Given given = Given.full().asked(pause(Optional.empty(), LONG));
    Situation once = given.situation().with(new PausedTooLong().added(given.situation()));

    assertThat(new PausedTooLong().added(once).findings())
        .extracting(Finding::code)
        .containsExactly(Code.REPO_FULL, Code.STEWARD_PAUSED);
    assertThat(new Planner().plan(once).decisions().get(1).why()).contains("resume it");
  }

  private static List<Finding> nags(Given given) {
    return new PausedTooLong()
        .added(given.situation()).findings().stream()
            .filter(finding -> finding.code() == Code.STEWARD_PAUSED)
            .toList();
  }

  private static Intent pause(Optional<String> node, Duration ago) {
    return Given.wish(Intent.Kind.PAUSE, node, Optional.empty(), ago);
  }
}
