package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Identities.Borne;
import org.kubosteward.fleet.Identities.Change;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.ReconnectPeer;

/** What every database must make of the rounds that the journal is given. */
abstract class RoundContract {
  static final JournalLimits LIMITS = JournalLimits.shipped();
  static final Optional<Code> ANY_CODE = Optional.empty();
  static final Optional<String> ANY_NODE = Optional.empty();

  CountedConnections database;
  SqlJournal journal;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** A database with tables and nothing in them. */
  abstract Connections emptyDatabase() throws Exception;

  /** The same, closed when the test ends or says so. */
  <T extends AutoCloseable> T opened(T database) {
    opened.push(database);
    return database;
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @BeforeEach
  void beginAnew() throws Exception {
    database = new CountedConnections(emptyDatabase());
    journal = restarted();
  }

  /** The plane of the same database, started again. */
  SqlJournal restarted() {
    return new SqlJournal(database, LIMITS);
  }

  List<DecisionRecord> decisions() {
    return journal.decisions(500, ANY_CODE, ANY_NODE);
  }

  @Test
  void keepsWhoBoreANameAndFindsAChangeWhileNoPlaneRan() {
    journal.append(bearing(1, "one"));
    SqlJournal next = restarted();
    assertThat(next.identities().of(node(0))).map(Borne::peerId).contains("one");

    // As a plane does that could not read the record before its first round.
    next.append(bearing(2, "other"));
    next.append(bearing(3, "other"));

    assertThat(restarted().identities().of(node(0)))
        .contains(new Borne("other", at(2), Optional.of(new Change("one", at(2)))));
  }

  @Test
  void writesNoIdentityAgainThatIsTheSame() {
    journal.append(bearing(1, "one"));
    database.statements();

    journal.append(bearing(2, "one"));

    assertThat(database.statements()).isEmpty();
  }

  private static Round bearing(long number, String peerId) {
    return Rounds.beside(
        round(number, 1, List.of()),
        new Identities(
            new TreeMap<>(Map.of(node(0), new Borne(peerId, at(number), Optional.empty())))));
  }

  @Test
  void writesNothingWhenNothingChanged() {
    Finding finding = nearFull(1, Level.WARN, at(1));
    journal.append(left(1, finding));
    database.statements();
    database.transactions();

    journal.append(left(2, finding));
    journal.append(left(3, finding));

    assertThat(database.statements()).isEmpty();
    assertThat(database.transactions()).isZero();
    assertThat(journal.open()).isTrue();
  }

  @Test
  void writesARoundInOneTransaction() {
    journal.append(healthy(1, 3));
    database.transactions();

    journal.append(left(2, nearFull(1, Level.WARN, at(2)), nearFull(2, Level.CRIT, at(2))));

    assertThat(database.transactions()).isEqualTo(1);
    assertThat(decisions()).hasSize(2);
  }

  @Test
  void remembersOpenFindingsWithTheirSinceAfterARestart() {
    Finding full = nearFull(1, Level.CRIT, at(1));
    Finding link = disconnected(1, 2, at(2));
    Finding fleet =
        new Finding(
            Code.STEWARD_BLIND,
            Subject.fleet(),
            Level.CANNOT_TELL,
            at(2),
            Evidence.of("why", "lag").entries());
    journal.append(left(2, full, link, fleet));

    HealthReport report = restarted().lastReport(at(9));

    assertThat(report.at()).isEqualTo(at(9));
    assertThat(report.findings()).containsExactly(full, link, fleet);
    assertThat(report.watches())
        .containsOnlyKeys(full.key(), link.key())
        .containsEntry(
            full.key(),
            new HealthReport.Watch(at(1), Optional.empty(), true, Level.CRIT, full.evidence()));
    assertThat(report.doubts()).containsOnlyKeys(fleet.key());
  }

  @Test
  void forgetsFindingsThatClosedAndChangesTheLevelOfThoseThatDidNot() {
    journal.append(left(1, nearFull(1, Level.WARN, at(1)), nearFull(2, Level.WARN, at(1))));
    journal.append(left(2, nearFull(2, Level.CRIT, at(1))));

    assertThat(journal.lastReport(at(3)).findings())
        .containsExactly(nearFull(2, Level.CRIT, at(1)));
  }

  @Test
  void closesWhatClearedWhileThePlaneWasDown() {
    journal.append(left(1, nearFull(1, Level.WARN, at(1))));

    journal = restarted();
    journal.append(healthy(1, 3));

    assertThat(journal.lastReport(at(3)).findings()).isEmpty();
  }

  @Test
  void opensAFindingAnewWhenItWentAndCameBackUnseen() {
    journal.append(left(1, nearFull(1, Level.WARN, at(1))));
    journal.append(left(9, nearFull(1, Level.WARN, at(8))));

    assertThat(journal.lastReport(at(9)).findings())
        .containsExactly(nearFull(1, Level.WARN, at(8)));
    assertThat(decisions()).extracting(DecisionRecord::since).containsExactly(at(8), at(1));
  }

  @Test
  void keepsOneRowForAsLongAsTheSameIsDecided() {
    Finding finding = nearFull(1, Level.WARN, at(1));
    journal.append(round(1, 3, List.of(leave(finding, "93 % and growing"))));
    journal.append(round(2, 3, List.of(leave(finding, "94 % and growing"))));
    journal.append(healthy(3, 3));

    assertThat(decisions())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.code()).isEqualTo(Code.REPO_NEAR_FULL);
              assertThat(record.subject()).isEqualTo("kubo-1");
              assertThat(record.node()).contains("kubo-1");
              assertThat(record.kind()).isEqualTo(Decision.Kind.LEAVE);
              assertThat(record.firstAt()).isEqualTo(at(1));
              assertThat(record.lastAt()).isEqualTo(at(2));
              assertThat(record.why()).isEqualTo("94 % and growing");
              assertThat(record.evidence()).isEqualTo(finding.evidence());
            });
  }

  @Test
  void refreshesAReasonOnlyNowAndThen() {
    Finding finding = nearFull(1, Level.WARN, at(1));
    long due = LIMITS.refreshEvery().dividedBy(Rounds.EVERY);
    journal.append(left(1, finding));
    database.statements();

    for (long n = 2; n <= due; n++) {
      journal.append(left(n, finding));
    }
    assertThat(database.statements()).isEmpty();

    journal.append(left(due + 1, finding));
    assertThat(database.statements()).hasSize(1);
    assertThat(decisions().get(0).lastAt()).isEqualTo(at(due + 1));
    assertThat(decisions().get(0).why()).endsWith("round " + (due + 1));
  }

  @Test
  void writesANewRowWhenKindGuardOrActionChange() {
    Instant since = at(1);
    Finding cause = disconnected(1, 2, since);
    Action action = reconnect(1, 2);
    journal.append(round(1, 3, List.of(new Decision.Wait(cause, at(2), "cooling down"))));
    journal.append(round(2, 3, List.of(new Decision.Refuse(cause, action, "paused", "p"))));
    journal.append(round(3, 3, List.of(new Decision.Refuse(cause, action, "too-soon", "t"))));
    journal.append(round(4, 3, List.of(act(1, 2, since, "lost for 3 s"))));
    journal.append(
        round(
            5, 3, List.of(new Decision.Act(cause, new CollectGarbage(node(2)), "something else"))));

    assertThat(decisions())
        .extracting(DecisionRecord::kind)
        .containsExactly(
            Decision.Kind.ACT,
            Decision.Kind.ACT,
            Decision.Kind.REFUSE,
            Decision.Kind.REFUSE,
            Decision.Kind.WAIT);
    assertThat(decisions())
        .extracting(d -> d.guard().orElse("-"))
        .containsExactly("-", "-", "too-soon", "paused", "-");
    assertThat(decisions().get(1).action()).contains("reconnect-peer kubo-2 to kubo-1");
  }

  @Test
  void takesNoNoticeOfASiblingsMovingAddresses() {
    Finding cause = disconnected(1, 2, at(1));
    Action moved = new ReconnectPeer(node(2), node(1), "12D3KooW1", List.of("/ip4/10.0.0.9"));
    journal.append(round(1, 3, List.of(act(1, 2, at(1), "lost"))));
    journal.append(round(2, 3, List.of(new Decision.Act(cause, moved, "lost"))));

    assertThat(decisions()).hasSize(1);
  }

  @Test
  void findsDecisionsByCodeAndByEitherNodeNewestFirst() {
    journal.append(
        left(
            1,
            nearFull(1, Level.WARN, at(1)),
            disconnected(1, 2, at(1)),
            nearFull(3, Level.WARN, at(1))));

    assertThat(journal.decisions(10, Optional.of(Code.REPO_NEAR_FULL), ANY_NODE)).hasSize(2);
    assertThat(journal.decisions(10, ANY_CODE, Optional.of("kubo-1"))).hasSize(2);
    assertThat(journal.decisions(10, ANY_CODE, Optional.of("kubo-2"))).hasSize(1);
    assertThat(journal.decisions(10, Optional.of(Code.NODE_DOWN), Optional.of("kubo-2"))).isEmpty();
    assertThat(journal.decisions(1, ANY_CODE, ANY_NODE))
        .extracting(DecisionRecord::subject)
        .containsExactly("kubo-3");
    assertThat(journal.decisions(-5, ANY_CODE, ANY_NODE)).hasSize(1);
    assertThat(journal.decisions(Integer.MAX_VALUE, ANY_CODE, ANY_NODE)).hasSize(3);
    assertThat(journal.decision(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void writesNoRoundOfAFollowerAndCatchesUpWhenItLeads() {
    SqlJournal other = restarted();
    Finding finding = nearFull(1, Level.WARN, at(1));
    journal.append(left(1, finding));
    database.transactions();
    other.append(round(1, 3, List.of(leave(finding, "f")), false));
    assertThat(database.transactions()).isZero();

    other.append(left(2, finding, nearFull(2, Level.WARN, at(2))));
    journal.append(round(3, 3, List.of(), false));
    journal.append(left(4, nearFull(2, Level.WARN, at(2))));

    assertThat(journal.open()).isTrue();
    assertThat(journal.lastReport(at(5)).findings())
        .containsExactly(nearFull(2, Level.WARN, at(2)));
    assertThat(decisions()).hasSize(2);
  }

  String text(String query) throws Exception {
    return Sql.transact(
            database,
            LIMITS.statementTimeout(),
            FleetId.DEFAULT,
            sql -> sql.query(query, row -> Optional.of(row.getString(1))))
        .get(0);
  }
}
