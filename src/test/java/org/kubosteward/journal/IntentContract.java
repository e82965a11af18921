package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.at;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Intent;

/** What every database must keep of an intent. */
abstract class IntentContract extends RoundContract {
  @Test
  void keepsWhatAMuteCoveredAndTheSilenceOfAPause() {
    Intent pause = journal.ask(asked(Intent.Kind.PAUSE, Optional.empty()).silenced("5f3a"));
    Intent mute =
        journal.ask(
            new Intent(
                0,
                Intent.Kind.MUTE,
                Optional.of("kubo-1"),
                Optional.empty(),
                Optional.of(Code.NODE_DOWN),
                "ada",
                "known",
                at(0),
                Optional.of(at(0).plus(Duration.ofHours(1))),
                Optional.of(new Intent.Extent(3, Level.WARN)),
                Optional.empty()));
    Intent sticky = journal.ask(asked(Intent.Kind.MUTE, Optional.of(Code.REPO_FULL)));

    assertThat(journal.intents(at(1))).containsExactly(pause, mute, sticky);
    assertThat(pause.silence()).contains("5f3a");
    assertThat(mute.extent()).contains(new Intent.Extent(3, Level.WARN));
    assertThat(sticky.extent()).isEmpty();
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
    return new Intent(
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
    return new Intent(
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
    return new Intent(
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
