package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.health.Status;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.Round;

/** A standby shows what the leader found and decided, and says how old that is. */
class StandbyTest {
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal leader = database.telling(round -> "{\"nodes\":[]}");
  private final RecordedJournal standby = new RecordedJournal();
  private final RecordQueries clerk = clerk(standby, false);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void verdictFindingsAndDecisionsAreTheLeaders() {
    standby.fill(Stories.healthy());
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));

    Board board = Board.of(clerk.full());
    HealthAnswer health = HealthAnswer.of(clerk.brief());

    assertThat(board.headline().status()).isEqualTo(Status.ERR);
    assertThat(board.open())
        .extracting(FindingCard::code)
        .containsExactly("NODE_DOWN", "REPO_FULL", "LINK_NOT_EXCHANGING", "VERSION_SKEW");
    assertThat(board.open().get(2).decision()).map(FindingCard.Decided::css).contains("act");
    assertThat(health.status()).isEqualTo(Status.ERR);
    assertThat(health.findings()).hasSize(4);
    assertThat(health.findings().get(1).decision().orElseThrow().guard()).contains("approval");
    assertThat(health.leader()).contains(new HealthAnswer.Led("plane-a", 41, Stories.NOW, 4, true));
    assertThat(health.round()).contains(41L);
  }

  @Test
  void theNodesAreWhatItSeesItself() {
    standby.fill(Stories.healthy());
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));

    Board board = Board.of(clerk.full());

    assertThat(board.nodes()).extracting(NodeRow::name).hasSize(3);
    assertThat(board.tiles().get(0).value()).isEqualTo("3 / 3");
    assertThat(board.notices())
        .singleElement()
        .asString()
        .startsWith("This plane is a standby and plane-a leads.")
        .contains("its round 41 ended 4 s ago");
  }

  @Test
  void whatTheLeaderLeftLongAgoIsNotTakenOver() {
    standby.fill(Stories.healthy());
    standby.left(row(Stories.sick(), EVERY.multipliedBy(4)));

    HealthAnswer health = HealthAnswer.of(clerk.brief());

    assertThat(health.status()).isEqualTo(Status.OK);
    assertThat(health.findings()).isEmpty();
    assertThat(health.leader()).map(HealthAnswer.Led::fresh).contains(false);
    assertThat(Board.of(clerk.full()).notices())
        .singleElement()
        .asString()
        .contains("what plane-a left is too old to go by: its round 41 ended 1 min ago");
  }

  @Test
  void aStandbyThatHasEndedNoRoundYetTellsWhatTheLeaderFound() {
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));

    HealthAnswer health = HealthAnswer.of(clerk.brief());
    Board board = Board.of(clerk.full());

    assertThat(health.status()).isEqualTo(Status.ERR);
    assertThat(health.findings()).hasSize(4);
    assertThat(board.headline().status()).isEqualTo(Status.ERR);
    assertThat(board.headline().word()).isEqualTo("In trouble");
  }

  @Test
  void withoutTheDatabaseItTellsWhatItSeesItself() {
    standby.fill(Stories.healthy());
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));
    standby.breakDatabase();

    HealthAnswer health = HealthAnswer.of(clerk.brief());

    assertThat(health.status()).isEqualTo(Status.OK);
    assertThat(health.leader()).isEmpty();
    assertThat(health.journal()).isPresent();
    assertThat(Board.of(clerk.full()).notices())
        .anyMatch(notice -> notice.startsWith("This is not the leader"));
  }

  @Test
  void whatANewerPlaneWroteInAnotherFormIsNotGuessedAt() {
    standby.fill(Stories.healthy());
    standby.left(new RosterRow("plane-z", 7, Stories.NOW, Duration.ofSeconds(2), "{}", "not JSON"));

    assertThat(HealthAnswer.of(clerk.brief()).status()).isEqualTo(Status.OK);
  }

  @Test
  void theLeaderItselfReadsNoRow() {
    standby.fill(Stories.healthy());
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));

    RecordSnapshot dossier = clerk(standby, true).full();

    assertThat(dossier.leader()).isEmpty();
    assertThat(HealthAnswer.of(dossier).status()).isEqualTo(Status.OK);
  }

  @Test
  void mutesHoldForWhatTheLeaderFound() {
    standby.fill(Stories.sick());
    standby.left(row(Stories.sick(), Duration.ofSeconds(4)));

    assertThat(HealthAnswer.of(clerk.brief()).findings())
        .filteredOn(HealthAnswer.Item::muted)
        .extracting(HealthAnswer.Item::code)
        .isEqualTo(List.of("VERSION_SKEW"));
  }

  /** The row that a leader writes of that story, so long ago. */
  private RosterRow row(Story story, Duration age) {
    leader.lead("plane-a");
    Round round = story.latest().orElseThrow();
    leader.append(round);
    RosterRow row = leader.roster().orElseThrow();
    return new RosterRow("plane-a", 41, Stories.NOW, age, row.nodes(), row.report());
  }

  private static RecordQueries clerk(Journal journal, boolean leads) {
    return new RecordQueries(
        journal,
        Optional::empty,
        new Silences(Optional.empty(), Map.of(), () -> Stories.NOW),
        () -> new LoopState(Duration.ofSeconds(5), leads, 0),
        () -> Stories.NOW,
        EVERY);
  }
}
