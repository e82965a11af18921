package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.Round;
import org.kubosteward.kube.Term;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

/** The loop over two recorded nodes that have lost each other. */
class RoundsTest {
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final LonelyPair pair = new LonelyPair();
  private final MemoryDatabase database = pair.database;
  private final Journal journal = database.journal();
  private final Rounds rounds = pair.rounds(() -> Optional.of(new Term("alone", 0)), journal);

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void theFirstTickIsARoundAndTheRoundIsInTheJournal() {
    rounds.tick();

    Round round = journal.latest().orElseThrow();
    assertThat(round.picture().round()).isEqualTo(1);
    assertThat(round.report().has(Code.SIBLING_DISCONNECTED)).isTrue();
    assertThat(journal.decisions(10, Optional.of(Code.SIBLING_DISCONNECTED), Optional.empty()))
        .hasSize(1);
  }

  @Test
  void whatIsDecidedIsWrittenThenDoneAndItsOutcomeIsWritten() {
    tickUntil(() -> dials() == 1);
    tickUntil(() -> result() == Result.DONE);

    assertThat(journal.attemptsSince(LONG_AGO))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.cause().code()).isEqualTo(Code.SIBLING_DISCONNECTED);
              assertThat(attempt.detail()).startsWith("connected in ");
            });
  }

  @Test
  void anAttemptThatIsNotVerifiedIsNotRepeated() {
    tickUntil(() -> dials() == 1);
    long begun = round();
    tickUntil(() -> round() > begun + 4);

    assertThat(dials()).isEqualTo(1);
    assertThat(decision()).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void withoutAJournalItGoesOnLookingAndDoesNothing() {
    database.fail();

    tickUntil(() -> round() >= 3);

    assertThat(dials()).isZero();
    assertThat(decision().guard()).contains("journal");
    assertThat(decision().why()).as("and says why").endsWith("the database is down");
    assertThat(journal.open()).isFalse();
    assertThat(journal.trouble()).contains("the database is down");
  }

  @Test
  void knowsThatTheJournalIsGoneBeforeThereIsAnythingToWrite() {
    Rounds watching = pair.rounds(Optional::empty, journal);
    watching.tick();
    assertThat(journal.open()).isTrue();
    database.fail();

    LonelyPair.tickUntil(watching, () -> round() >= 2);

    assertThat(journal.open()).isFalse();
  }

  @Test
  void whenTheJournalIsBackItActs() {
    database.fail();
    tickUntil(() -> round() >= 2);
    database.recover();

    tickUntil(() -> dials() == 1);

    assertThat(journal.attemptsSince(LONG_AGO)).hasSize(1);
  }

  @Test
  void aPauseIsHonouredByTheNextRound() {
    pause();

    tickUntil(() -> round() >= 2);

    assertThat(dials()).isZero();
    assertThat(decision().guard()).contains("paused");
    assertThat(decision().why()).contains("maintenance");
  }

  @Test
  void aNodeThatIsGoneEndsNothingAndIsNotDialled() {
    pair.two.close();
    rounds.tick();

    tickUntil(() -> round() >= 3);

    assertThat(journal.latest().orElseThrow().picture().node(LonelyPair.TWO).orElseThrow().up())
        .isFalse();
    assertThat(dials()).isZero();
  }

  private void pause() {
    journal.ask(
        Intents.asked(
            0,
            Intent.Kind.PAUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "alice",
            "maintenance of the rack",
            Instant.parse("2026-11-23T03:00:00Z"),
            Optional.empty()));
  }

  private void tickUntil(Callable<Boolean> condition) {
    LonelyPair.tickUntil(rounds, condition);
  }

  private long round() {
    return LonelyPair.round(journal);
  }

  private Decision decision() {
    return journal.latest().orElseThrow().plan().decisions().stream()
        .filter(decision -> decision.cause().code() == Code.SIBLING_DISCONNECTED)
        .findFirst()
        .orElseThrow();
  }

  private Result result() {
    List<Attempt> attempts = journal.attemptsSince(LONG_AGO);
    return attempts.isEmpty() ? Result.RUNNING : attempts.get(0).result();
  }

  private long dials() {
    return pair.dials();
  }
}
