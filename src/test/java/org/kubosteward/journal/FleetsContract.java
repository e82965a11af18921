package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.healthy;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.node;
import static org.kubosteward.journal.Rounds.round;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Identities.Borne;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/** Two fleets in one database: neither sees, fences, ends or deletes what is the other's. */
abstract class FleetsContract extends RosterContract {
  private static final JournalLimits FEW =
      new JournalLimits(
          240, LIMITS.keepFor(), 1_000, LIMITS.refreshEvery(), LIMITS.statementTimeout());

  private final Finding full = nearFull(1, Level.WARN, at(1));
  private final Decision.Act lost = act(1, 2, at(1), "lost");
  private SqlJournal east;
  private SqlJournal west;

  @BeforeEach
  void twoFleets() {
    east = of("east", LIMITS);
    west = of("west", LIMITS);
  }

  private SqlJournal of(String fleet, JournalLimits limits) {
    return new SqlJournal(
        database, limits, new FleetId(fleet), round -> fleet + " " + round.picture().round());
  }

  @Test
  void bothLeadAtOnceAndNeitherIsFencedByTheOther() {
    assertThat(east.lead("plane-e")).isEqualTo(1);
    assertThat(west.lead("plane-w")).isEqualTo(1);
    assertThat(west.lead("plane-w2")).isEqualTo(2);

    east.append(left(1, full));
    Attempt begun = east.begin(lost, at(1));

    assertThat(east.leads()).isTrue();
    assertThat(begun.id()).isPositive();
    assertThat(west.leads()).isTrue();
  }

  @Test
  void aLeaderOfTheSameFleetIsFencedAllTheSame() {
    east.lead("plane-e");
    of("east", LIMITS).lead("plane-e2");

    assertThatThrownBy(() -> east.begin(lost, at(1)))
        .hasMessageContaining("plane-e2 leads since (epoch 2, ours was 1)");
  }

  @Test
  void theSameFindingInBothIsTwoAndEachClosesItsOwn() throws Exception {
    east.lead("plane-e");
    west.lead("plane-w");
    east.append(left(1, full));
    west.append(left(1, full));
    assertThat(text("SELECT COUNT(*) FROM finding WHERE closed_at IS NULL")).isEqualTo("2");

    east.append(healthy(2, 3));

    assertThat(of("east", LIMITS).lastReport(at(3)).findings()).isEmpty();
    assertThat(of("west", LIMITS).lastReport(at(3)).findings()).containsExactly(full);
    assertThat(text("SELECT COUNT(*) FROM decision WHERE row_key IS NOT NULL")).isEqualTo("1");
  }

  @Test
  void neitherReadsTheDecisionsAndAttemptsOfTheOther() {
    east.lead("plane-e");
    west.lead("plane-w");
    east.append(round(1, 3, List.of(lost)));
    Attempt begun = east.begin(lost, at(1));

    long decision = east.decisions(10, ANY_CODE, ANY_NODE).get(0).id();
    assertThat(west.decisions(10, ANY_CODE, ANY_NODE)).isEmpty();
    assertThat(west.decision(decision)).isEmpty();
    assertThat(east.decision(decision)).isPresent();
    assertThat(west.attemptsSince(at(0))).isEmpty();
    assertThat(east.attemptsSince(at(0))).containsExactly(begun);
  }

  @Test
  void aPlaneThatStartsInterruptsNothingOfTheOther() {
    east.lead("plane-e");
    west.lead("plane-w");
    Attempt theirs = east.begin(lost, at(1));

    assertThat(west.interruptLeftovers(at(2))).isEmpty();

    east.end(theirs, at(3), Result.DONE, "dialled");
    assertThat(east.attemptsSince(at(0)))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(Result.DONE));
  }

  @Test
  void aPauseOfTheOneStopsNotTheOther() {
    Intent asked = east.ask(pause());

    assertThat(east.intents(at(1))).containsExactly(asked);
    assertThat(west.intents(at(1))).isEmpty();
    assertThat(west.withdraw(asked.id(), "bob", at(1))).isFalse();
    assertThat(east.intents(at(1))).hasSize(1);
    assertThat(east.withdraw(asked.id(), "ada", at(1))).isTrue();
  }

  @Test
  void eachRemembersWhoBoreANameInItsOwn() {
    east.lead("plane-e");
    west.lead("plane-w");
    east.append(bearing("one"));
    west.append(bearing("other"));

    assertThat(of("east", LIMITS).identities().of(node(0))).map(Borne::peerId).contains("one");
    assertThat(of("west", LIMITS).identities().of(node(0))).map(Borne::peerId).contains("other");
    assertThat(of("east", LIMITS).identities().of(node(0)).orElseThrow().change()).isEmpty();
  }

  @Test
  void eachHasARosterOfItsOwn() {
    east.lead("plane-e");
    west.lead("plane-w");
    east.append(healthy(1, 3));
    assertThat(west.roster()).isEmpty();

    west.append(healthy(7, 3));

    assertThat(east.roster()).map(RosterRow::nodes).contains("east 1");
    assertThat(west.roster()).map(RosterRow::nodes).contains("west 7");
  }

  @Test
  void aFloodInTheOneDeletesNothingOfTheOther() throws Exception {
    east.lead("plane-e");
    west.lead("plane-w");
    west.append(left(1, full));
    west.append(healthy(2, 3));
    for (int n = 1; n <= 12; n++) {
      int first = n * 100;
      east.append(
          left(
              2L * n,
              IntStream.range(first, first + 100)
                  .mapToObj(i -> nearFull(i, Level.WARN, at(1)))
                  .toArray(Finding[]::new)));
    }
    east.append(healthy(99, 3));

    assertThat(of("east", FEW).retain(at(100))).isPositive();

    assertThat(text("SELECT COUNT(*) FROM finding WHERE fleet = 'east'")).isEqualTo("1000");
    assertThat(text("SELECT COUNT(*) FROM finding WHERE fleet = 'west'")).isEqualTo("1");
  }

  @Test
  void aFleetThatIsNewBeginsWithNothing() {
    journal.lead("plane-a");
    journal.append(left(1, full));
    journal.ask(pause());

    SqlJournal north = of("north", LIMITS);

    assertThat(north.lead("plane-n")).isEqualTo(1);
    assertThat(north.lastReport(at(2)).findings()).isEmpty();
    assertThat(north.intents(at(2))).isEmpty();
    assertThat(journal.leads()).isTrue();
    assertThat(journal.intents(at(2))).hasSize(1);
  }

  @Test
  void aNameThatCannotBeKeptIsRefused() {
    for (String name : List.of("", " ", "a b", "-a", "a'", "x".repeat(101))) {
      assertThatThrownBy(() -> new FleetId(name))
          .hasMessageContaining("steward.fleet.id is '" + name + "'");
    }
    assertThat(new FleetId("ipfs/kubo-east.1_a").name()).isEqualTo("ipfs/kubo-east.1_a");
  }

  private static Intent pause() {
    return pause(Optional.empty(), Optional.of(at(0).plus(Duration.ofDays(1))));
  }

  private static Round bearing(String peerId) {
    return Rounds.beside(
        round(1, 1, List.of()),
        new Identities(new TreeMap<>(Map.of(node(0), new Borne(peerId, at(1), Optional.empty())))));
  }
}
