package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.healthy;
import static org.kubosteward.journal.Rounds.leave;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.reconnect;
import static org.kubosteward.journal.Rounds.round;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Decision;

/** What every database must make of the roster that a leader leaves beside its rounds. */
abstract class RosterContract extends FenceContract {
  private SqlJournal leader;
  private SqlJournal standby;

  @BeforeEach
  void twoPlanes() {
    leader = telling();
    standby = telling();
  }

  /** A plane that tells other processes how many findings there are. */
  private SqlJournal telling() {
    return new SqlJournal(
        database,
        LIMITS,
        FleetId.DEFAULT,
        round -> "findings: " + round.report().findings().size());
  }

  @Test
  void thereIsNoneBeforeTheFirstRoundOfALeader() {
    leader.lead("plane-a");
    assertThat(standby.roster()).isEmpty();

    standby.append(round(1, 3, List.of(), false));

    assertThat(leader.roster()).as("a standby leaves none").isEmpty();
  }

  @Test
  void everyPlaneReadsWhatTheLeaderLeftLast() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    leader.append(left(2, nearFull(1, Level.WARN, at(2))));

    assertThat(standby.roster())
        .hasValueSatisfying(
            row -> {
              assertThat(row.holder()).isEqualTo("plane-a");
              assertThat(row.round()).isEqualTo(2);
              assertThat(row.takenAt()).isEqualTo(at(2));
              assertThat(row.nodes()).isEqualTo("findings: 1");
              assertThat(row.age()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
            });
    assertThat(leader.roster()).map(RosterRow::round).contains(2L);
  }

  @Test
  void whatWasFoundAndDecidedIsReadBackFromIt() {
    leader.lead("plane-a");
    List<Decision> decisions =
        List.of(
            act(1, 2, at(1), "lost for 3 s"),
            new Decision.Refuse(
                nearFull(1, Level.CRIT, at(2)),
                reconnect(1, 2),
                "approval-missing",
                "waits for a person"),
            new Decision.Wait(nearFull(2, Level.WARN, at(3)), at(9), "it is being verified"),
            leave(nearFull(0, Level.CANNOT_TELL, at(4)), "nothing of ours helps"));
    leader.append(round(5, 3, decisions));

    RosterRow.Judged judged = standby.roster().orElseThrow().judged();

    assertThat(judged.plan().decisions()).containsExactlyElementsOf(decisions);
    assertThat(judged.report().findings())
        .containsExactlyElementsOf(decisions.stream().map(Decision::cause).toList());
    assertThat(judged.report().at()).isEqualTo(at(5));
  }

  @Test
  void whatOnlyANewerVersionKnowsIsLeftOut() {
    leader.lead("plane-a");
    leader.append(left(1, nearFull(1, Level.WARN, at(1)), nearFull(2, Level.WARN, at(1))));
    RosterRow row = standby.roster().orElseThrow();
    String newer = row.report().replaceFirst("REPO_NEAR_FULL", "REPO_ON_FIRE");

    RosterRow.Judged judged = ReportText.read(newer, at(1));

    assertThat(judged.report().findings()).containsExactly(nearFull(2, Level.WARN, at(1)));
    assertThat(judged.plan().decisions()).hasSize(1);
    assertThatThrownBy(() -> ReportText.read("no JSON", at(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofManyFindingsItHasTheWorst() {
    leader.lead("plane-a");
    Finding[] many =
        IntStream.range(0, 1_000)
            .mapToObj(n -> nearFull(n, Level.WARN, at(1)))
            .toArray(Finding[]::new);
    leader.append(left(1, many));

    assertThat(standby.roster().orElseThrow().judged().report().findings())
        .hasSize(ReportText.FINDINGS_MOST);
  }

  @Test
  void aRoundThatChangesNothingMovesItsTimeAndDoesNotWriteTheTextAgain() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    database.statements();

    leader.append(healthy(2, 3));

    assertThat(database.statements())
        .filteredOn(sql -> sql.contains("roster"))
        .singleElement()
        .asString()
        .startsWith("UPDATE")
        .doesNotContain("nodes")
        .doesNotContain("report");
    assertThat(standby.roster()).map(RosterRow::round).contains(2L);
    assertThat(standby.roster()).map(RosterRow::nodes).contains("findings: 0");
  }

  @Test
  void itIsWrittenInTheTransactionOfItsRound() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    database.transactions();

    leader.append(left(2, nearFull(1, Level.WARN, at(2))));

    assertThat(database.transactions()).isEqualTo(1);
  }

  @Test
  void whoNoLongerLeadsLeavesNone() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    standby.lead("plane-b");
    standby.append(healthy(7, 3));

    leader.append(left(2, nearFull(1, Level.WARN, at(2))));

    assertThat(standby.roster())
        .hasValueSatisfying(
            row -> {
              assertThat(row.holder()).isEqualTo("plane-b");
              assertThat(row.round()).isEqualTo(7);
              assertThat(row.nodes()).isEqualTo("findings: 0");
            });
  }

  @Test
  void theNextLeaderTellsItsOwnThoughItReadsTheSame() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    standby.lead("plane-b");
    standby.append(healthy(1, 3));

    assertThat(leader.roster()).map(RosterRow::holder).contains("plane-b");
  }

  @Test
  void anOutageLosesNoChange() {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    database.fail();
    leader.append(left(2, nearFull(1, Level.WARN, at(2))));
    assertThatThrownBy(() -> standby.roster()).isInstanceOf(JournalUnavailable.class);

    database.heal();
    leader.append(left(3, nearFull(1, Level.WARN, at(2))));

    assertThat(standby.roster()).map(RosterRow::nodes).contains("findings: 1");
  }

  @Test
  void aRowThatSomebodyDeletedComesBackWithTheNextRound() throws Exception {
    leader.lead("plane-a");
    leader.append(healthy(1, 3));
    Sql.transact(
        database,
        LIMITS.statementTimeout(),
        FleetId.DEFAULT,
        sql -> sql.update("DELETE FROM roster"));

    leader.append(healthy(2, 3));

    assertThat(standby.roster()).map(RosterRow::nodes).contains("findings: 0");
  }

  @Test
  void aLongTextIsKeptWhole() {
    leader.lead("plane-a");
    String text = "x".repeat(500_000);
    SqlJournal thousand = new SqlJournal(database, LIMITS, FleetId.DEFAULT, round -> text);
    thousand.lead("plane-c");

    thousand.append(healthy(1, 3));

    assertThat(standby.roster()).map(RosterRow::nodes).contains(text);
  }
}
