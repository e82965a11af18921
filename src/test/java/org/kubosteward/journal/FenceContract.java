package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.round;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;

/** Two planes over one database: what every database must make of the one that no longer leads. */
abstract class FenceContract extends JournalContract {
  private final Finding full = nearFull(1, Level.WARN, at(1));
  private final Decision.Act lost = act(1, 2, at(1), "lost");
  private SqlJournal other;

  @BeforeEach
  void secondPlane() {
    other = restarted();
  }

  @Test
  void whoeverLeadsLastCountsTheEpochUp() {
    long first = journal.lead("plane-a");
    long second = other.lead("plane-b");

    assertThat(first).isPositive();
    assertThat(second).isEqualTo(first + 1);
    assertThat(restarted().lead("plane-c")).isEqualTo(first + 2);
  }

  @Test
  void nobodyLeadsBeforeItWasTold() {
    assertThat(journal.leads()).isFalse();
    journal.lead("plane-a");
    assertThat(journal.leads()).isTrue();
  }

  @Test
  void theLeaderWrites() throws Exception {
    journal.lead("plane-a");

    journal.append(left(1, full));
    Attempt begun = journal.begin(lost, at(1));

    assertThat(journal.open()).isTrue();
    assertThat(journal.attemptsSince(at(0))).containsExactly(begun);
    assertThat(text("SELECT COUNT(*) FROM finding")).isEqualTo("1");
  }

  @Test
  void anOlderLeaderBeginsNothing() throws Exception {
    journal.lead("plane-a");
    other.lead("plane-b");

    assertThatThrownBy(() -> journal.begin(lost, at(2)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("plane-b leads since (epoch 2, ours was 1)");

    assertThat(journal.leads()).isFalse();
    assertThat(text("SELECT COUNT(*) FROM attempt")).isEqualTo("0");
    assertThat(text("SELECT COUNT(*) FROM decision")).isEqualTo("0");
  }

  @Test
  void theRoundOfAnOlderLeaderIsNotWritten() throws Exception {
    journal.lead("plane-a");
    journal.append(left(1, full));
    other.lead("plane-b");

    journal.append(left(2, full, nearFull(2, Level.WARN, at(2))));
    journal.append(left(3));

    assertThat(journal.leads()).isFalse();
    assertThat(journal.latest()).map(r -> r.picture().round()).contains(3L);
    assertThat(text("SELECT COUNT(*) FROM finding")).isEqualTo("1");
    assertThat(other.lastReport(at(4)).findings()).containsExactly(full);
  }

  @Test
  void anOlderLeaderInterruptsNothing() {
    journal.lead("plane-a");
    other.lead("plane-b");
    Attempt theirs = other.begin(lost, at(2));

    assertThatThrownBy(() -> journal.interruptLeftovers(at(3)))
        .isInstanceOf(JournalUnavailable.class);

    assertThat(other.attemptsSince(at(0)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.id()).isEqualTo(theirs.id());
              assertThat(attempt.result()).isEqualTo(Result.RUNNING);
            });
  }

  @Test
  void thatAnotherLeadsIsNoticedByTheNextWriteAndNotByLooking() {
    journal.lead("plane-a");
    other.lead("plane-b");

    assertThat(journal.leads()).as("nothing was written since").isTrue();
    assertThat(journal.check()).isTrue();
    journal.append(left(2, full));
    assertThat(journal.leads()).isFalse();
    assertThat(other.leads()).isTrue();
  }

  @Test
  void anOlderLeaderMayLeadAgainAndThenTheOtherMayNot() {
    journal.lead("plane-a");
    other.lead("plane-b");
    journal.append(left(1, full));

    long third = journal.lead("plane-a");

    assertThat(third).isEqualTo(3);
    assertThat(journal.leads()).isTrue();
    Attempt begun = journal.begin(lost, at(2));
    assertThatThrownBy(() -> other.begin(act(2, 1, at(2), "lost"), at(2)))
        .hasMessageContaining("plane-a leads since (epoch 3, ours was 2)");
    assertThat(journal.attemptsSince(at(0))).containsExactly(begun);
  }

  @Test
  void whoLeadsAgainWritesWhatTheOtherHasChangedMeanwhile() {
    journal.lead("plane-a");
    journal.append(left(1, full));
    other.lead("plane-b");
    other.append(left(2));

    journal.lead("plane-a");
    journal.append(left(3, full));

    assertThat(restarted().lastReport(at(4)).findings()).containsExactly(full);
  }

  @Test
  void theNextLeaderInterruptsWhatTheLastOneLeftAndKeepsWhatCameOfIt() {
    journal.lead("plane-a");
    Attempt begun = journal.begin(lost, at(1));
    other.lead("plane-b");

    assertThat(other.interruptLeftovers(at(2)))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(Result.INTERRUPTED));

    journal.end(begun, at(3), Result.DONE, "dialled");
    assertThat(other.attemptsSince(at(0)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).as("what came of a call is true").isEqualTo(Result.DONE);
              assertThat(attempt.detail()).isEqualTo("dialled");
            });
  }

  @Test
  void whatOperatorsAskIsKeptByWhicheverPlaneTheyAsk() {
    journal.lead("plane-a");
    other.lead("plane-b");

    assertThat(journal.withdraw(4711, "ada", at(1))).isFalse();
    assertThat(journal.check()).isTrue();
  }

  @Test
  void aDatabaseThatIsAwayIsNotTakenForAnotherLeader() {
    journal.lead("plane-a");
    database.fail();

    journal.append(left(1, full));
    assertThatThrownBy(() -> journal.begin(lost, at(1))).isInstanceOf(JournalUnavailable.class);
    assertThat(journal.leads()).isTrue();

    database.heal();
    assertThat(journal.begin(lost, at(2)).id()).isPositive();
  }

  @Test
  void aLeaderThatCouldNotRaiseTheFenceDoesNotLead() {
    database.fail();

    assertThatThrownBy(() -> journal.lead("plane-a"))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("beginning to lead");

    assertThat(journal.leads()).isFalse();
    database.heal();
    assertThat(journal.lead("plane-a")).isEqualTo(1);
  }

  @Test
  void aTableThatLostItsRowSaysWhatToDo() throws Exception {
    journal.lead("plane-a");
    Sql.transact(
        database,
        LIMITS.statementTimeout(),
        FleetId.DEFAULT,
        sql -> sql.update("DELETE FROM fence") == 1);

    assertThatThrownBy(() -> journal.lead("plane-a"))
        .hasMessageContaining("the table fence of the journal has lost its row")
        .hasMessageContaining("restore the database");
    assertThatThrownBy(() -> journal.begin(lost, at(1))).isInstanceOf(JournalUnavailable.class);
  }

  @Test
  void aNameThatIsTooLongIsCut() throws Exception {
    journal.lead("plane-".repeat(100));

    assertThat(text("SELECT holder FROM fence")).hasSize(200).endsWith("…");
  }

  @Test
  void ofTwoThatBeginToLeadTogetherOneIsTheLast() {
    CompletableFuture<Long> theirs = CompletableFuture.supplyAsync(() -> other.lead("plane-b"));
    long ours = journal.lead("plane-a");
    long last = Math.max(ours, theirs.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join());

    assertThat(List.of(ours, theirs.join())).containsExactlyInAnyOrder(1L, 2L);
    assertThat(last).isEqualTo(2);
    journal.append(round(1, 3, List.of(lost)));
    other.append(round(1, 3, List.of(lost)));
    assertThat(journal.leads() && other.leads()).isFalse();
    assertThat(journal.leads() || other.leads()).isTrue();
  }

  @Test
  void deletingByAgeIsEverybodysBusiness() {
    journal.lead("plane-a");
    other.lead("plane-b");

    assertThat(journal.retain(at(1).plus(Duration.ofDays(365)))).isZero();
  }
}
