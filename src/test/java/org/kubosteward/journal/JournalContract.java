package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.disconnected;
import static org.kubosteward.journal.Rounds.healthy;
import static org.kubosteward.journal.Rounds.leave;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.node;
import static org.kubosteward.journal.Rounds.reconnect;
import static org.kubosteward.journal.Rounds.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.CopyContent;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.DropExcess;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.HealBlocks;
import org.kubosteward.remedy.HealContent;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.RefreshLink;
import org.kubosteward.remedy.RestartPod;

/** What every database must make of acts, intents, outages and age as well. */
abstract class JournalContract extends IntentContract {
  @Test
  void linksAnAttemptToItsDecisionAndReadsItsActionBack() {
    Decision.Act act = act(1, 2, at(1), "lost for 3 s");
    journal.append(round(1, 3, List.of(act)));

    Attempt begun = journal.begin(act, at(1).plusNanos(1_999));
    journal.end(begun, at(2), Result.DONE, "dialled");
    journal.verified(begun, at(3), Verification.CURED);

    Attempt expected =
        new Attempt(
            begun.id(),
            act.wanted(),
            act.cause().key(),
            at(1).plusNanos(1_000),
            Optional.of(at(2)),
            Result.DONE,
            "dialled",
            Verification.CURED);
    assertThat(begun.startedAt()).isEqualTo(expected.startedAt());
    assertThat(journal.attemptsSince(at(1))).containsExactly(expected);
    assertThat(decisions())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.attempts()).containsExactly(expected);
              assertThat(journal.decision(record.id())).contains(record);
            });
  }

  @Test
  void readsEveryKindOfActionBack() {
    List<Action> actions =
        List.of(
            reconnect(1, 2),
            new RefreshLink(node(1), node(2), "12D3KooW2", List.of("/a", "/b")),
            new CollectGarbage(node(1)),
            new RestartPod(node(1), "uid-1"),
            new GrowVolume(node(1), "repo-kubo-1", "uid-2", 10L << 30, 13L << 30),
            new HealBlocks(node(1), List.of("bafyone", "bafytwo")),
            new CopyContent(
                node(1), List.of(new CopyContent.One("bafyone", node(1), Optional.of(node(2))))),
            new HealContent(
                node(1),
                List.of(new HealContent.One("bafyone", node(1), node(2), List.of("bafyblock")))),
            new DropExcess(node(1), List.of(new DropExcess.One("bafyone", node(1)))));
    for (Action action : actions) {
      journal.begin(new Decision.Act(disconnected(1, 2, at(1)), action, "why"), at(1));
    }

    assertThat(journal.attemptsSince(at(0))).extracting(Attempt::action).isEqualTo(actions);
    assertThat(actions).extracting(Action::kind).containsExactly(ActionKind.values());
  }

  @Test
  void beginsBeforeItsRoundIsAppendedToo() {
    Decision.Act act = act(1, 2, at(1), "lost");
    journal.append(round(1, 3, List.of(new Decision.Wait(act.cause(), at(2), "w"))));

    Attempt begun = journal.begin(act, at(2));
    journal.append(round(2, 3, List.of(act)));

    assertThat(decisions()).hasSize(2);
    assertThat(decisions().get(0).attempts()).containsExactly(begun);
    assertThat(decisions().get(0).kind()).isEqualTo(Decision.Kind.ACT);
  }

  @Test
  void interruptsWhatAnEarlierPlaneLeftUnderWayAndNothingElse() {
    Attempt left = journal.begin(act(1, 2, at(1), "lost"), at(1));
    Attempt done = journal.begin(act(2, 3, at(1), "lost"), at(1));
    journal.end(done, at(2), Result.FAILED, "no");

    SqlJournal next = restarted();
    Attempt ours = next.begin(act(3, 1, at(3), "lost"), at(3));

    assertThat(next.interruptLeftovers(at(4)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.id()).isEqualTo(left.id());
              assertThat(attempt.result()).isEqualTo(Result.INTERRUPTED);
              assertThat(attempt.endedAt()).contains(at(4));
              assertThat(attempt.unsettled()).isTrue();
              assertThat(attempt.detail()).contains("stopped");
            });
    assertThat(next.interruptLeftovers(at(5))).isEmpty();
    assertThat(next.attemptsSince(at(0)))
        .extracting(Attempt::result)
        .containsExactly(Result.INTERRUPTED, Result.FAILED, Result.RUNNING);
    assertThat(ours.result()).isEqualTo(Result.RUNNING);
  }

  @Test
  void answersAttemptsSinceThenOldestFirst() {
    Attempt first = journal.begin(act(1, 2, at(1), "lost"), at(1));
    Attempt second = journal.begin(act(2, 3, at(2), "lost"), at(2));

    assertThat(journal.attemptsSince(at(1))).containsExactly(first, second);
    assertThat(journal.attemptsSince(at(2))).containsExactly(second);
  }

  @Test
  void cutsTextsThatAreTooLong() {
    String endless = "x\0é".repeat(5_000);
    Finding finding =
        new Finding(
            Code.SIBLING_DISCONNECTED,
            Subject.of(
                new Link(
                    new NodeId("a".repeat(9_000), "b".repeat(9_000)),
                    new NodeId("a".repeat(9_000), "c".repeat(9_000)))),
            Level.WARN,
            at(1),
            Evidence.of("said", endless).entries());
    Decision.Act act = new Decision.Act(finding, reconnect(1, 2), endless);
    journal.append(round(1, 3, List.of(act)));
    journal.append(round(2, 3, List.of(act)));
    Attempt begun = journal.begin(act, at(2));
    journal.end(begun, at(3), Result.FAILED, endless);
    Intent asked =
        journal.ask(
            Intents.asked(
                0,
                Intent.Kind.MUTE,
                Optional.of(endless),
                Optional.of(ActionKind.COLLECT_GARBAGE),
                Optional.of(Code.REPO_FULL),
                endless,
                endless,
                at(1),
                Optional.empty()));

    assertThat(journal.open()).isTrue();
    assertThat(journal.intents(at(2))).containsExactly(asked);
    assertThat(asked.reason()).hasSize(TextBounds.SENTENCE).endsWith("…");
    assertThat(decisions())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.why()).hasSize(TextBounds.SENTENCE);
              assertThat(record.evidence().get("said")).hasSize(TextBounds.EVIDENCE_VALUE);
              assertThat(record.attempts().get(0).detail()).hasSize(TextBounds.SENTENCE);
            });
    assertThat(journal.lastReport(at(4)).findings().get(0).key()).isEqualTo(finding.key());
  }

  @Test
  void losesNothingThatStillHoldsWhenTheDatabaseWasAway() {
    Finding before = nearFull(1, Level.WARN, at(1));
    Finding during = nearFull(2, Level.WARN, at(2));
    journal.append(left(1, before));

    database.fail();
    journal.append(left(2, before, during));
    assertThat(journal.open()).isFalse();
    assertThat(journal.latest()).map(r -> r.picture().round()).contains(2L);
    assertThat(journal.history()).hasSize(2);
    journal.append(left(3, during));

    database.heal();
    journal.append(left(4, during));
    assertThat(journal.open()).isTrue();
    assertThat(journal.lastReport(at(5)).findings()).containsExactly(during);
    assertThat(decisions()).hasSize(2);
  }

  @Test
  void doesNotTakeARoundForWrittenWhenItsCommitFailed() {
    journal.append(healthy(1, 3));
    Finding finding = nearFull(1, Level.WARN, at(2));

    database.failOn("commit"::equals);
    journal.append(left(2, finding));
    database.heal();
    assertThat(journal.lastReport(at(3)).findings()).isEmpty();
    journal.append(left(3, finding));

    assertThat(journal.lastReport(at(4)).findings()).containsExactly(finding);
  }

  @Test
  void beginsNothingThatItCannotWrite() {
    Decision.Act act = act(1, 2, at(1), "lost");
    journal.append(round(1, 3, List.of(act)));

    database.failOn(sql -> sql.equals("commit"));
    assertThatThrownBy(() -> journal.begin(act, at(1)))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("reconnect-peer kubo-2 to kubo-1")
        .hasMessageContaining("steward.journal.url");
    assertThat(journal.open()).isFalse();

    database.heal();
    assertThat(journal.check()).isTrue();
    assertThat(journal.attemptsSince(at(0))).isEmpty();
  }

  @Test
  void takesAnIntentBackWhenItsCommitWasMadeAndTheAnswerWasLost() {
    Decision.Act act = act(1, 2, at(1), "lost");
    journal.append(round(1, 3, List.of(act)));

    database.failOnceAfter("commit");
    assertThatThrownBy(() -> journal.begin(act, at(1))).isInstanceOf(JournalUnavailable.class);

    assertThat(journal.attemptsSince(at(0))).isEmpty();
    assertThat(journal.open()).isTrue();
  }

  @Test
  void writesOutcomesLaterWhenTheDatabaseWasAway() {
    Attempt begun = journal.begin(act(1, 2, at(1), "lost"), at(1));

    database.fail();
    journal.end(begun, at(2), Result.DONE, "dialled");
    journal.verified(begun, at(3), Verification.CURED);
    assertThat(journal.open()).isFalse();
    assertThatThrownBy(() -> journal.attemptsSince(at(0))).isInstanceOf(JournalUnavailable.class);
    assertThatThrownBy(() -> journal.intents(at(0))).isInstanceOf(JournalUnavailable.class);

    database.heal();
    assertThat(journal.interruptLeftovers(at(5))).isEmpty();
    assertThat(journal.attemptsSince(at(0)))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).isEqualTo(Result.DONE);
              assertThat(attempt.endedAt()).contains(at(2));
              assertThat(attempt.verification()).isEqualTo(Verification.CURED);
            });
  }

  @Test
  void noticesWithACheckThatNothingCanBeWritten() {
    assertThat(journal.open()).isFalse();
    assertThat(journal.trouble()).isPresent();
    assertThat(journal.check()).isTrue();
    assertThat(journal.open()).isTrue();
    assertThat(journal.trouble()).isEmpty();

    database.failOn(sql -> sql.startsWith("UPDATE"));
    assertThat(journal.check()).isFalse();
    assertThat(journal.open()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("steward.journal.url");
  }

  @Test
  void deletesByAgeOnlyWhatIsOver() throws Exception {
    Attempt open = journal.begin(act(1, 2, at(1), "lost"), at(1));
    Attempt settled = journal.begin(act(2, 3, at(1), "lost"), at(1));
    journal.end(settled, at(2), Result.DONE, "ok");
    journal.verified(settled, at(2), Verification.CURED);
    journal.append(left(1, nearFull(1, Level.WARN, at(1)), nearFull(2, Level.WARN, at(1))));
    journal.append(left(2, nearFull(2, Level.WARN, at(1))));
    journal.ask(pause(Optional.empty(), Optional.of(at(3))));
    Intent forever = journal.ask(pause(Optional.empty(), Optional.empty()));
    Intent withdrawn = journal.ask(pause(Optional.empty(), Optional.empty()));
    journal.withdraw(withdrawn.id(), "bob", at(3));
    Instant late = at(10).plus(LIMITS.keepFor());

    assertThat(journal.retain(at(10))).isZero();
    // The settled attempt and its decision, a finding and its decision, two intents.
    assertThat(journal.retain(late)).isEqualTo(6);

    assertThat(journal.attemptsSince(at(0))).containsExactly(open);
    assertThat(journal.lastReport(late).findings()).hasSize(1);
    assertThat(journal.intents(late)).containsExactly(forever);
    assertThat(decisions())
        .extracting(DecisionRecord::subject)
        .containsExactly("kubo-2", "kubo-1>kubo-2");
    assertThat(journal.retain(late)).isZero();
  }

  @Test
  void deletesTheOldestBeyondTheNumberOfRowsButNoAttemptOfTheLastDay() throws Exception {
    JournalLimits few =
        new JournalLimits(
            1, Duration.ofDays(30), 1_000, Duration.ofMinutes(5), Duration.ofSeconds(5));
    journal = new SqlJournal(database, few);
    Attempt attempt = journal.begin(act(1, 2, at(0), "lost"), at(0));
    journal.end(attempt, at(0), Result.DONE, "");
    journal.verified(attempt, at(0), Verification.CURED);
    for (int n = 0; n < 4; n++) {
      journal.append(round(2L * n, 3, manyLeft(300, at(2L * n))));
      journal.append(healthy(2L * n + 1, 3));
    }

    // 1,200 findings; their decisions, and the one that stays for its attempt.
    assertThat(journal.retain(at(9))).isEqualTo(200 + 201);

    assertThat(text("SELECT COUNT(*) FROM finding")).isEqualTo("1000");
    assertThat(text("SELECT MIN(since) FROM finding WHERE subject LIKE '%kubo-0%'"))
        .isNotEqualTo(text("SELECT MIN(since) FROM finding WHERE subject LIKE '%kubo-299%'"));
    assertThat(text("SELECT COUNT(*) FROM decision")).isEqualTo("1000");
    assertThat(journal.attemptsSince(at(0))).hasSize(1);
  }

  private static List<Decision> manyLeft(int nodes, Instant since) {
    return IntStream.range(0, nodes)
        .<Decision>mapToObj(n -> leave(nearFull(n, Level.WARN, since), "growing"))
        .toList();
  }
}
