package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthReport;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/**
 * The record in memory and SQL.
 *
 * <ol>
 *   <li>A round of the leader is compared with what was last committed, and only the difference is
 *       written, in one transaction; no difference, no statement.
 *   <li>When a write fails, what was committed is no longer known: the next round reads it from the
 *       database and is compared with that. Nothing that still holds is lost by an outage.
 *   <li>An attempt is on the disk before {@link #begin} returns. What came of it is kept in memory
 *       until it could be written, before anything else is.
 * </ol>
 */
public final class SqlJournal implements Journal {
  private static final Logger LOG = Logger.getLogger(SqlJournal.class);

  private static final String UNTRIED = "the database was not tried yet";

  private final Connections connections;
  private final JournalLimits limits;
  private final RecentRounds recent;
  private final Outcomes outcomes = new Outcomes();
  private final Retention retention;
  private final RecordReader reader;
  private final Fence fence = new Fence();
  private final FleetId fleet;
  private final RosterTable roster;

  /** One writer at a time: what is committed and what is known of it change together. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Set<Long> underWay = new HashSet<>();
  private Optional<Standing> standing = Optional.empty();
  private volatile Optional<String> trouble = Optional.of(UNTRIED);

  /** A record over these connections; the database is first tried when it is first needed. */
  public SqlJournal(Connections connections, JournalLimits limits) {
    this(connections, limits, FleetId.DEFAULT, new RosterTable(Optional.empty()));
  }

  /**
   * The record of one fleet of several, which leaves beside each round of the leader what other
   * processes are told of it.
   */
  public SqlJournal(
      Connections connections, JournalLimits limits, FleetId fleet, Function<Round, String> told) {
    this(connections, limits, fleet, new RosterTable(Optional.of(told)));
  }

  private SqlJournal(
      Connections connections, JournalLimits limits, FleetId fleet, RosterTable roster) {
    this.connections = connections;
    this.fleet = fleet;
    this.roster = roster;
    this.limits = limits;
    this.recent = new RecentRounds(limits.historyRounds());
    this.retention = new Retention(connections, limits, fleet);
    this.reader = new RecordReader(connections, limits, fleet);
  }

  @Override
  public Optional<Round> latest() {
    return recent.latest();
  }

  @Override
  public Map<NodeId, Reading<Bandwidth>> bandwidthBefore() {
    return recent.bandwidthBefore();
  }

  @Override
  public List<RoundFigures> history() {
    return recent.history();
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void append(Round round) {
    recent.add(round);
    writing.lock();
    try {
      if (round.leader()) {
        write(round);
      } else {
        // Another plane writes now; what we knew of the database will be stale.
        forget();
      }
    } catch (SQLException e) {
      closed("writing round " + round.picture().round(), e);
    } finally {
      writing.unlock();
    }
  }

  private void write(Round round) throws SQLException {
    Optional<RosterTable.Texts> told = roster.of(round);
    if (standing.isPresent() && told.isEmpty()) {
      Standing.Difference difference = standing.get().difference(round, limits);
      if (difference.none() && outcomes.none()) {
        standing = Optional.of(difference.after());
        return;
      }
    }
    standing =
        Optional.of(
            commit(
                sql -> {
                  fence.hold(sql);
                  Standing before = standing.isPresent() ? standing.get() : Standing.read(sql);
                  Standing.Difference difference = before.difference(round, limits);
                  difference.write(sql);
                  if (told.isPresent()) {
                    roster.write(sql, round, told.get());
                  }
                  return difference.after();
                }));
  }

  @Override
  public boolean check() {
    connections.retry();
    return tried("writing to the journal", SqlJournal::beat);
  }

  private static boolean beat(Sql sql) throws SQLException {
    if (sql.update("UPDATE heartbeat SET beat_at = CURRENT_TIMESTAMP WHERE id = 1") != 1) {
      throw new SQLException(
          "the table heartbeat of the journal has lost its row; restore the database from a"
              + " backup, or point steward.journal.url at an empty one");
    }
    return true;
  }

  @Override
  public long lead(String holder) {
    writing.lock();
    try {
      long epoch = must("beginning to lead", sql -> Fence.raise(sql, holder));
      fence.take(epoch);
      forget();
      roster.lead(holder);
      return epoch;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean leads() {
    writing.lock();
    try {
      return fence.taken();
    } finally {
      writing.unlock();
    }
  }

  /** What is known of the copies of content; written under the fence of this record. */
  public CopyBook copies() {
    return new SqlCopies(this::must, this::fenced);
  }

  private <T> T fenced(String doing, Sql.Work<T> work) {
    return must(
        doing,
        sql -> {
          fence.hold(sql);
          return work.in(sql);
        });
  }

  @Override
  public Optional<RosterRow> roster() {
    return reader.roster();
  }

  @Override
  public Attempt begin(Decision.Act act, Instant at) {
    AtomicLong inserted = new AtomicLong();
    writing.lock();
    try {
      Attempt attempt =
          Sql.transactDurably(
              connections,
              limits.statementTimeout(),
              fleet,
              sql -> {
                fence.hold(sql);
                outcomes.write(sql);
                long decision = DecisionTable.acted(sql, act, at);
                Attempt begun = AttemptTable.insert(sql, decision, act, at);
                inserted.set(begun.id());
                return begun;
              });
      committed();
      forgetWhenUnlike(act);
      underWay.add(attempt.id());
      return attempt;
    } catch (SQLException e) {
      if (inserted.get() > 0) {
        // It may have been committed all the same; nothing will be done on its account.
        outcomes.add(sql -> AttemptTable.takeBack(sql, inserted.get()));
      }
      String doing = "writing the intent to " + act.wanted().describe();
      closed(doing, e);
      throw new JournalUnavailable(doing, e);
    } finally {
      writing.unlock();
    }
  }

  /** The row of this act may be new, when no round that holds it was appended yet. */
  private void forgetWhenUnlike(Decision.Act act) {
    boolean known =
        standing
            .map(s -> s.decisions().get(RowKey.of(fleet, act.cause().key())))
            .filter(current -> current.gist().equals(DecisionTable.Gist.of(act)))
            .isPresent();
    if (!known) {
      standing = Optional.empty();
    }
  }

  /** {@inheritDoc} While the database is away it is kept in memory, and written first of all. */
  @Override
  public void end(Attempt attempt, Instant at, Attempt.Result result, String detail) {
    settle(
        "writing the outcome of attempt " + attempt.id(),
        sql -> AttemptTable.end(sql, attempt.id(), at, result, detail));
    writing.lock();
    try {
      underWay.remove(attempt.id());
    } finally {
      writing.unlock();
    }
  }

  /** {@inheritDoc} While the database is away it is kept in memory, and written first of all. */
  @Override
  public void verified(Attempt attempt, Instant at, Attempt.Verification verification) {
    settle(
        "writing the verification of attempt " + attempt.id(),
        sql -> AttemptTable.verify(sql, attempt.id(), at, verification));
  }

  private void settle(String doing, Outcomes.Write write) {
    writing.lock();
    try {
      outcomes.add(write);
      tried(doing, sql -> true);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public List<Attempt> interruptLeftovers(Instant at) {
    return must(
        "looking for attempts that an earlier plane left under way",
        sql -> {
          fence.hold(sql);
          return AttemptTable.interrupt(sql, at, underWay);
        });
  }

  @Override
  public List<Attempt> attemptsSince(Instant since) {
    return must("reading the attempts", sql -> AttemptTable.since(sql, since));
  }

  @Override
  public HealthReport lastReport(Instant at) {
    return must("reading the open findings", sql -> FindingTable.report(sql, at));
  }

  @Override
  public Identities identities() {
    return must("reading the nodes' identities", IdentityTable::all);
  }

  @Override
  public List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node) {
    return reader.decisions(limit, code, node);
  }

  @Override
  public Optional<DecisionRecord> decision(long id) {
    return reader.decision(id);
  }

  @Override
  public List<Intent> intents(Instant now) {
    return reader.intents(now);
  }

  @Override
  public Intent ask(Intent intent) {
    return must("keeping an intent", sql -> IntentTable.insert(sql, intent));
  }

  @Override
  public boolean withdraw(long id, String author, Instant at) {
    return must("withdrawing intent " + id, sql -> IntentTable.withdraw(sql, id, author, at));
  }

  @Override
  public int retain(Instant now) {
    try {
      return retention.run(now);
    } catch (SQLException e) {
      throw new JournalUnavailable("deleting old rows of the journal", e);
    }
  }

  /** Writes, after the outcomes that wait; throws when that cannot be. */
  private <T> T must(String doing, Sql.Work<T> work) {
    writing.lock();
    try {
      return commit(work);
    } catch (SQLException e) {
      closed(doing, e);
      throw new JournalUnavailable(doing, e);
    } finally {
      writing.unlock();
    }
  }

  /** The same, but answers whether it worked. */
  private boolean tried(String doing, Sql.Work<Boolean> work) {
    try {
      return must(doing, work);
    } catch (JournalUnavailable e) {
      return false;
    }
  }

  private <T> T commit(Sql.Work<T> work) throws SQLException {
    T result =
        Sql.transact(
            connections,
            limits.statementTimeout(),
            fleet,
            sql -> {
              outcomes.write(sql);
              return work.in(sql);
            });
    committed();
    return result;
  }

  private void committed() {
    outcomes.clear();
    if (trouble.isPresent()) {
      trouble = Optional.empty();
      LOG.info("the journal is open");
    }
  }

  private void forget() {
    standing = Optional.empty();
    roster.forget();
  }

  private void closed(String doing, SQLException e) {
    forget();
    // The cause alone: what was being done differs from round to round, and the cause does not.
    Optional<String> said = Optional.of(String.valueOf(e.getMessage()));
    if (!said.equals(trouble)) {
      trouble = said;
      LOG.warnf(
          "the journal is closed, and nothing is done until it opens: %s: %s", doing, said.get());
    }
  }
}
