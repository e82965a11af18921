package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.health.Code;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Intent;

class RecordQueriesTest {
  private static final Preparation BUILDING = Preparation.of(List.of("building kubo"));

  private final RecordedJournal journal = new RecordedJournal();
  private Preparation preparation = BUILDING;
  private final RecordQueries clerk =
      new RecordQueries(
          journal,
          () -> Optional.of(preparation),
          new Silences(Optional.empty(), Map.of(), () -> Stories.NOW),
          () -> new LoopState(Duration.ofSeconds(5), true, 0),
          () -> Stories.NOW,
          Duration.ofSeconds(15));

  @Test
  void tellsWhatThePlaneIsBusyWithOnlyBeforeTheFirstRound() {
    assertThat(clerk.full().preparation()).contains(BUILDING);
    journal.fill(Stories.healthy());
    assertThat(clerk.full().preparation()).isEmpty();
  }

  @Test
  void goesOnTellingOfAPreparationThatFailed() {
    preparation = BUILDING.failed("no space left on device");
    journal.fill(Stories.healthy());
    assertThat(clerk.full().preparation()).contains(preparation);
  }

  @Test
  void showsTheSameWhoeverLookedBefore() {
    journal.append(round(7));
    journal.append(round(8));
    RecordSnapshot unseen = clerk.full();
    RecordSnapshot seen = clerk.full();
    assertThat(unseen.earlier()).containsOnlyKeys(Stories.K1);
    assertThat(seen).isEqualTo(unseen);
  }

  @Test
  void readsForTheVerdictOnlyWhatItNeeds() {
    journal.fill(Stories.sick());
    assertThat(clerk.brief().attempts()).isEmpty();
    assertThat(clerk.brief().intents()).hasSize(1);
    assertThat(clerk.full().attempts()).hasSize(3);
    assertThat(clerk.full().decisions()).hasSize(2);
  }

  @Test
  void fallsBackToTheIntentsOfTheRoundWhenTheDatabaseFails() {
    Intent mute = Stories.mute(5, Code.REPO_FULL, "known");
    Round round = round(9);
    journal.append(
        new Round(
            round.picture(),
            round.report(),
            round.plan(),
            List.of(mute),
            round.policy(),
            true,
            round.took()));
    journal.breakDatabase();
    RecordSnapshot dossier = clerk.full();
    assertThat(dossier.intents()).containsExactly(mute);
    assertThat(dossier.journalTrouble()).isPresent();
    assertThat(dossier.latest()).isPresent();
  }

  private static Round round(long number) {
    NodeView node = Stories.node(Stories.K1, 0.5);
    FleetSnapshot one = Stories.picture(node);
    return Stories.round(
        new FleetSnapshot(
            number, one.takenAt(), one.nodes(), one.links(), one.collections(), one.observer()),
        List.of());
  }
}
