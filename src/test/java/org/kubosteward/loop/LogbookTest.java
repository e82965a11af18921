package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.AttemptVerdict;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;

class LogbookTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final HealthReport NOTHING = HealthReport.empty(NOW);
  private static final NodeId NODE = new NodeId("default", "kubo-1");

  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal journal = database.journal();
  private final Counters counters = new Counters();
  private final Logbook logbook = new Logbook(journal, counters);

  @BeforeEach
  void open() {
    assertThat(logbook.open(NOW, NOTHING)).isTrue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anIntentIsInTheJournalBeforeAnythingIsDone() {
    Attempt begun = logbook.begin(collect(), NOW).orElseThrow();

    assertThat(journal.attemptsSince(NOW.minusSeconds(1)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.id()).isEqualTo(begun.id());
              assertThat(attempt.result()).isEqualTo(Result.RUNNING);
            });
  }

  @Test
  void whatCannotBeWrittenIsNotBegun() {
    database.fail();

    assertThat(logbook.begin(collect(), NOW)).isEmpty();
    assertThat(logbook.attempts()).isEmpty();
  }

  @Test
  void theOutcomeIsInTheJournalAndCounted() {
    Attempt begun = logbook.begin(collect(), NOW).orElseThrow();
    logbook.end(
        begun,
        new Outcome(Result.DONE, "30 bytes freed"),
        NOW.plusSeconds(3),
        Duration.ofSeconds(3));

    assertThat(journal.attemptsSince(NOW.minusSeconds(1)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).isEqualTo(Result.DONE);
              assertThat(attempt.detail()).isEqualTo("30 bytes freed");
              assertThat(attempt.endedAt()).contains(NOW.plusSeconds(3));
            });
    assertThat(counters.attempts()).hasSize(1).containsValue(1L);
  }

  @Test
  void anOutcomeThatCannotBeWrittenIsKeptAndWrittenLater() {
    Attempt begun = logbook.begin(collect(), NOW).orElseThrow();
    database.fail();
    logbook.end(begun, new Outcome(Result.DONE, "done"), NOW.plusSeconds(3), Duration.ofSeconds(3));
    assertThat(logbook.attempts()).extracting(Attempt::result).containsExactly(Result.DONE);

    database.recover();
    logbook.tidy(NOW.plusSeconds(10), NOTHING);

    assertThat(journal.attemptsSince(NOW.minusSeconds(1)))
        .extracting(Attempt::result)
        .containsExactly(Result.DONE);
  }

  @Test
  void anOutcomeStaysKeptForAsLongAsTheDatabaseIsDown() {
    Attempt begun = logbook.begin(collect(), NOW).orElseThrow();
    database.fail();
    logbook.end(begun, new Outcome(Result.FAILED, "no"), NOW.plusSeconds(3), Duration.ofSeconds(3));
    logbook.tidy(NOW.plusSeconds(10), NOTHING);
    logbook.tidy(NOW.plusSeconds(20), NOTHING);
    database.recover();
    logbook.tidy(NOW.plusSeconds(30), NOTHING);

    assertThat(journal.attemptsSince(NOW.minusSeconds(1)))
        .extracting(Attempt::result)
        .containsExactly(Result.FAILED);
  }

  @Test
  void whatTheRoundsSawIsInTheJournal() {
    Attempt ended = ended(Result.DONE, "done");
    logbook.verified(
        new AttemptVerdict(ended.verified(Verification.CURED), "gone 6 s after it"),
        NOW.plusSeconds(9));

    assertThat(journal.attemptsSince(NOW.minusSeconds(1)))
        .extracting(Attempt::verification)
        .containsExactly(Verification.CURED);
    assertThat(logbook.unsettled()).isFalse();
  }

  @Test
  void aNextProcessMarksWhatWasUnderWayAsInterrupted() {
    logbook.begin(collect(), NOW);

    Logbook next = new Logbook(database.journal(), new Counters());
    assertThat(next.open(NOW.plusSeconds(60), NOTHING)).isTrue();

    assertThat(next.attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).isEqualTo(Result.INTERRUPTED);
              assertThat(attempt.verification()).isEqualTo(Verification.OPEN);
            });
  }

  @Test
  void aRecordThatCannotBeReadIsNotTakenForAnEmptyOne() {
    logbook.begin(collect(), NOW);
    database.fail();
    Logbook next = new Logbook(database.journal(), new Counters());

    assertThat(next.open(NOW, NOTHING)).isFalse();
    database.recover();
    assertThat(next.open(NOW, NOTHING)).isTrue();
    assertThat(next.attempts()).hasSize(1);
  }

  @Test
  void settledAttemptsAreForgottenAfterADayAndOpenOnesAreNot() {
    Attempt settled = ended(Result.DONE, "done");
    logbook.verified(new AttemptVerdict(settled.verified(Verification.CURED), "gone"), NOW);
    Attempt open = ended(Result.TIMED_OUT, "no end in time");

    logbook.tidy(NOW.plus(Duration.ofHours(25)), NOTHING);

    assertThat(logbook.attempts()).extracting(Attempt::id).containsExactly(open.id());
  }

  @Test
  void whatWasTriedAboutATroubleThatIsStillThereIsNotForgotten() {
    Attempt old = ended(Result.DONE, "done");
    logbook.verified(new AttemptVerdict(old.verified(Verification.NOT_CURED), "still there"), NOW);
    Instant late = NOW.plus(Duration.ofHours(40));
    Finding still =
        new Finding(old.cause().code(), old.cause().subject(), Level.WARN, NOW, new TreeMap<>());
    HealthReport report = new HealthReport(late, List.of(still), new TreeMap<>());

    logbook.tidy(late, report);
    Logbook next = new Logbook(journal, counters);
    next.open(late, report);

    assertThat(logbook.attempts()).extracting(Attempt::id).containsExactly(old.id());
    assertThat(next.attempts()).extracting(Attempt::id).containsExactly(old.id());
  }

  @Test
  void theLastCollectionOfANodeIsTold() {
    ended(Result.FAILED, "aborted: could not retrieve links for bafy");

    assertThat(logbook.collections()).containsOnlyKeys(NODE);
    assertThat(logbook.collections().get(NODE))
        .satisfies(
            collection -> {
              assertThat(collection.aborted()).isTrue();
              assertThat(collection.error()).contains("bafy");
            });
  }

  @Test
  void aLaterCollectionThatWentWellReplacesAnAbortedOne() {
    ended(Result.FAILED, "aborted: missing block");
    ended(Result.DONE, "30 bytes freed");

    assertThat(logbook.collections().get(NODE))
        .satisfies(collection -> assertThat(collection.aborted()).isFalse());
  }

  @Test
  void aCollectionThatNeverBeganSaysNothingAboutTheRepository() {
    ended(Result.FAILED, "not begun: pin/add has begun meanwhile");
    ended(Result.TIMED_OUT, "no end in time");

    assertThat(logbook.collections()).isEmpty();
  }

  private Attempt ended(Result result, String detail) {
    Attempt begun = logbook.begin(collect(), NOW).orElseThrow();
    logbook.end(begun, new Outcome(result, detail), NOW.plusSeconds(1), Duration.ofSeconds(1));
    List<Attempt> all = logbook.attempts();
    return all.get(all.size() - 1);
  }

  private static Decision.Act collect() {
    Finding cause = new Finding(Code.REPO_FULL, Subject.of(NODE), Level.CRIT, NOW, new TreeMap<>());
    return new Decision.Act(cause, new CollectGarbage(NODE), "over the mark");
  }
}
