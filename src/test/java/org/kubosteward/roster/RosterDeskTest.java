package org.kubosteward.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.Round;

/** Which roster a plane tells: its own as the leader, and the leader's as a standby. */
class RosterDeskTest {
  private static final Duration OWN_AGE = Duration.ofSeconds(3);

  private final MemoryDatabase database = new MemoryDatabase();
  private final Fleets fleet = Fleets.threeHealthy();
  private final RosterBook leaders = book();
  private final Journal leader = database.telling(leaders::text);
  private final RosterBook standbys = book();
  private final Journal standby = database.telling(standbys::text);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void thereIsNoneBeforeAnyRound() {
    assertThat(desk(leader, leaders, true).current()).isEmpty();
    assertThat(desk(standby, standbys, false).current()).isEmpty();
  }

  @Test
  void theLeaderTellsItsOwnRoundAndTheStandbyTheSame() {
    leader.lead("plane-a");
    leader.append(Told.round(fleet));
    standby.append(Told.round(fleet.down("kubo-2").after(Duration.ofMinutes(1)), false));

    Posted own = desk(leader, leaders, true).current().orElseThrow();
    Posted left = desk(standby, standbys, false).current().orElseThrow();

    assertThat(own.leads()).isTrue();
    assertThat(own.age()).isEqualTo(OWN_AGE);
    assertThat(left.leads()).isFalse();
    assertThat(left.roster()).isEqualTo(own.roster());
    assertThat(left.round()).isEqualTo(own.round());
    assertThat(left.at()).isEqualTo(own.at());
    assertThat(left.age()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
  }

  @Test
  void aLeaderTellsItsOwnRoundWhenTheDatabaseIsAway() {
    leader.lead("plane-a");
    leader.append(Told.round(fleet));
    database.fail();
    leader.append(
        Told.round(
            fleet.after(Duration.ofSeconds(15)), Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT)));

    Posted told = desk(leader, leaders, true).current().orElseThrow();

    assertThat(told.roster().roster().nodes().get(1).use()).isEqualTo(Use.NO);
    assertThat(told.round()).isEqualTo(2);
  }

  @Test
  void whoHasJustLostItsLeaseTellsWhatTheOtherLeft() {
    leader.lead("plane-a");
    leader.append(Told.round(fleet));
    standby.lead("plane-b");
    Round second = Told.round(fleet, Told.node(Code.NODE_HUNG, "kubo-3", Level.CRIT));
    standby.append(second);

    Posted told = desk(leader, leaders, false).current().orElseThrow();

    assertThat(told.leads()).isFalse();
    assertThat(told.roster()).isEqualTo(standbys.of(second));
  }

  @Test
  void aStandbyWithoutADatabaseTellsWhatItSeesItself() {
    Round seen = Told.round(fleet.down("kubo-1"), false);
    standby.append(seen);
    database.fail();

    Posted told = desk(standby, standbys, false).current().orElseThrow();

    assertThat(told.leads()).isFalse();
    assertThat(told.roster()).isEqualTo(standbys.of(seen));
    assertThat(told.age()).isEqualTo(OWN_AGE);
  }

  @Test
  void aStandbyThatHasSeenNothingAndHasNoDatabaseSaysSo() {
    database.fail();

    assertThatThrownBy(() -> desk(standby, standbys, false).current())
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("reading the roster");
  }

  @Test
  void aRowThatCannotBeReadIsNotTakenForARoster() {
    Journal newer = database.telling(round -> "not JSON");
    newer.lead("plane-z");
    newer.append(Told.round(fleet));

    assertThatThrownBy(() -> desk(standby, standbys, false).current())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the row in the table roster of the journal is no roster");
  }

  @Test
  void theRosterOfARoundIsMadeOnce() {
    Round round = Told.round(fleet);

    assertThat(leaders.of(round)).isSameAs(leaders.of(round));
    assertThat(leaders.text(round)).isSameAs(leaders.of(round).text());
  }

  private RosterBook book() {
    return new RosterBook(() -> Told.gateways(fleet.picture()));
  }

  private static RosterDesk desk(Journal journal, RosterBook book, boolean leads) {
    return new RosterDesk(journal, journal, book, () -> new LoopState(OWN_AGE, leads, 0));
  }
}
