package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.kubosteward.journal.Rounds.at;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

/** What every database must keep of an intent. */
abstract class IntentContract extends RoundContract {
  private static final Optional<String> KUBO_1 = Optional.of("kubo-1");
  private static final Optional<ActionKind> RESTART = Optional.of(ActionKind.RESTART_POD);
  private static final Optional<Code> DOWN = Optional.of(Code.NODE_DOWN);

  @Test
  void keepsWhatAMuteCoveredAndTheSilenceOfAPause() {
    Intent pause =
        journal.ask(
            ((Intent.Pause) asked(Intent.Kind.PAUSE, Optional.empty()))
                .silenced(Optional.of("5f3a")));
    Intent mute =
        journal.ask(
            new Intent.Mute(
                asked(Intent.Kind.PAUSE, Optional.empty()).asked(),
                Code.NODE_DOWN,
                Optional.of("kubo-1"),
                Optional.of(new Intent.Extent(3, Level.WARN))));
    Intent sticky = journal.ask(asked(Intent.Kind.MUTE, Optional.of(Code.REPO_FULL)));

    assertThat(journal.intents(at(1))).containsExactly(pause, mute, sticky);
    assertThat(((Intent.Pause) pause).silence()).contains("5f3a");
    assertThat(((Intent.Mute) mute).extent()).contains(new Intent.Extent(3, Level.WARN));
    assertThat(((Intent.Mute) sticky).extent()).isEmpty();
  }

  /** As they were written before each kind had a form of its own. */
  @Test
  void readsOldRowsByWhatTheyMeanAndLeavesOutWhatMeansNothing() throws Exception {
    row("'PAUSE', 'kubo-1', 'restart-pod', 'NODE_DOWN'");
    row("'APPROVE', 'kubo-1', NULL, NULL");
    row("'APPROVE', NULL, 'restart-pod', NULL");
    row("'APPROVE', 'kubo-1', 'restart-pod', NULL");
    row("'MUTE', 'kubo-1', NULL, NULL");
    row("'MUTE', NULL, NULL, 'NODE_DOWN'");
    row("'ACKNOWLEDGE', 'kubo-1', 'restart-pod', 'NODE_DOWN'");
    row("'ACKNOWLEDGE', NULL, 'a-newer-action', NULL");

    assertThat(journal.intents(at(1)))
        .extracting(Intent::kind, Intent::node, Intent::action, Intent::code)
        .containsExactly(
            tuple(Intent.Kind.PAUSE, KUBO_1, RESTART, Optional.empty()),
            tuple(Intent.Kind.APPROVE, KUBO_1, RESTART, Optional.empty()),
            tuple(Intent.Kind.MUTE, Optional.empty(), Optional.empty(), DOWN),
            tuple(Intent.Kind.ACKNOWLEDGE, KUBO_1, RESTART, DOWN));
  }

  private void row(String kindNodeActionCode) throws Exception {
    try (Connection connection = database.open();
        Statement insert = connection.createStatement()) {
      insert.executeUpdate(
          "INSERT INTO intent (kind, node, action, code, author, reason, created_at) VALUES ("
              + kindNodeActionCode
              + ", 'ada', 'known', TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00')");
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Test
  void keepsIntentsUntilTheyExpireOrAreWithdrawn() throws Exception {
    Intent forever = journal.ask(pause(Optional.of("kubo-1"), Optional.empty()));
    Intent brief = journal.ask(pause(Optional.empty(), Optional.of(at(4))));

    assertThat(forever.id()).isNotEqualTo(brief.id());
    assertThat(forever.author()).isEqualTo("ada");
    assertThat(journal.intents(at(1))).containsExactly(forever, brief);
    assertThat(journal.intents(at(4))).containsExactly(forever);

    assertThat(journal.withdraw(forever.id(), "bob", at(5))).isTrue();
    assertThat(journal.withdraw(forever.id(), "eve", at(6))).isFalse();
    assertThat(journal.withdraw(brief.id(), "bob", at(5))).isFalse();
    assertThat(journal.withdraw(4711, "bob", at(5))).isFalse();
    assertThat(journal.intents(at(6))).isEmpty();
    assertThat(text("SELECT author || ' ' || withdrawn_by FROM intent WHERE id = " + forever.id()))
        .isEqualTo("ada bob");
  }

  @Test
  void pausingTheFleetIsTakenHoweverMuchIsPausedAlready() throws Exception {
    pauses("'kubo-1'");
    Intent longest = journal.ask(pause(Optional.empty(), Optional.empty()));
    Intent soonest = journal.ask(pause(Optional.empty(), Optional.of(at(100))));
    for (int n = 2; n < IntentTable.STOPS_MAX; n++) {
      journal.ask(pause(Optional.empty(), Optional.of(at(1_000 + n))));
    }

    Intent last = journal.ask(pause(Optional.empty(), Optional.of(at(50))));

    assertThat(journal.intents(at(1)))
        .as("bounded: the one that ends soonest went, the others last longer")
        .hasSize(IntentTable.ACTIVE_MAX + IntentTable.STOPS_MAX)
        .contains(longest, last)
        .doesNotContain(soonest);
    assertThatThrownBy(() -> journal.ask(pause(Optional.of("kubo-1"), Optional.empty())))
        .isInstanceOf(TooManyIntents.class);
  }

  private void pauses(String node) throws Exception {
    List<Object[]> many = Collections.nCopies(IntentTable.ACTIVE_MAX, new Object[] {at(0)});
    Sql.transact(
        database,
        LIMITS.statementTimeout(),
        FleetId.DEFAULT,
        sql -> {
          sql.batch(
              "INSERT INTO intent (kind, node, author, reason, created_at)"
                  + " VALUES ('PAUSE', %s, 'ada', 'maintenance', ?)".formatted(node),
              many);
          return true;
        });
  }

  @Test
  void refusesMoreIntentsThanARoundCanCarry() throws Exception {
    pauses("NULL");

    assertThatThrownBy(() -> journal.ask(pause(Optional.of("kubo-1"), Optional.empty())))
        .isInstanceOf(TooManyIntents.class)
        .hasMessageContaining("withdraw some of them first, the oldest are 1 (the fleet, by ada)");
    assertThat(journal.intents(at(1))).hasSize(IntentTable.ACTIVE_MAX);
    assertThat(journal.ask(wish(Intent.Kind.ACKNOWLEDGE, Optional.empty(), 1)))
        .isIn(journal.intents(at(1)));
    assertThat(journal.ask(wish(Intent.Kind.RESUME, Optional.empty(), 2)))
        .as("what ends them is never refused")
        .isNotNull();
    assertThat(journal.intents(at(2))).hasSize(1);
  }

  @Test
  void aResumeEndsThePausesOfItsReachAndIsOverWithThat() throws Exception {
    Intent fleet = journal.ask(wish(Intent.Kind.PAUSE, Optional.empty(), 1));
    Intent node = journal.ask(wish(Intent.Kind.PAUSE, Optional.of("kubo-1"), 2));
    Intent other = journal.ask(wish(Intent.Kind.PAUSE, Optional.of("kubo-2"), 3));

    Intent resume = journal.ask(wish(Intent.Kind.RESUME, Optional.of("kubo-1"), 4));

    assertThat(journal.intents(at(4))).containsExactly(fleet, other);
    assertThat(text("SELECT withdrawn_by FROM intent WHERE id = " + node.id())).isEqualTo("ada");
    assertThat(text("SELECT kind FROM intent WHERE id = " + resume.id()))
        .as("on record all the same")
        .isEqualTo("RESUME");
  }

  @Test
  void aPauseAfterAResumeHoldsAlsoWhenTheClockHasSteppedBackBetweenThem() {
    journal.ask(wish(Intent.Kind.RESUME, Optional.empty(), 90));
    Intent pause = journal.ask(wish(Intent.Kind.PAUSE, Optional.empty(), 1));

    assertThat(journal.intents(at(2))).contains(pause);
  }

  @Test
  void aResumeEndsAlsoAPauseFromTheFuture() {
    journal.ask(wish(Intent.Kind.PAUSE, Optional.empty(), 90));
    journal.ask(wish(Intent.Kind.RESUME, Optional.empty(), 1));

    assertThat(journal.intents(at(2))).isEmpty();
  }

  @Test
  void anAcknowledgementTakesThePlaceOfTheEarlierOneAndIsOverAfterThirtyDays() {
    journal.ask(wish(Intent.Kind.ACKNOWLEDGE, Optional.of("kubo-1"), 1));
    Intent other = journal.ask(wish(Intent.Kind.ACKNOWLEDGE, Optional.empty(), 2));
    Intent again = journal.ask(wish(Intent.Kind.ACKNOWLEDGE, Optional.of("kubo-1"), 3));

    assertThat(journal.intents(at(4))).containsExactly(other, again);
    assertThat(again.expiresAt()).contains(at(3).plus(Duration.ofDays(30)));
    assertThat(journal.intents(at(2).plus(Duration.ofDays(30)))).containsExactly(again);
  }

  private static Intent wish(Intent.Kind kind, Optional<String> node, int at) {
    return Intents.asked(
        0,
        kind,
        node,
        Optional.empty(),
        Optional.empty(),
        "ada",
        "known",
        at(at),
        Optional.empty());
  }

  private static Intent asked(Intent.Kind kind, Optional<Code> code) {
    return Intents.asked(
        0,
        kind,
        Optional.empty(),
        Optional.empty(),
        code,
        "ada",
        "known",
        at(0),
        Optional.of(at(0).plus(Duration.ofHours(1))));
  }

  static Intent pause(Optional<String> node, Optional<Instant> expiresAt) {
    return Intents.asked(
        0,
        Intent.Kind.PAUSE,
        node,
        Optional.empty(),
        Optional.empty(),
        "ada",
        "maintenance",
        at(0),
        expiresAt);
  }
}
