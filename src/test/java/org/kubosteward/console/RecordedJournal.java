package org.kubosteward.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/** A journal in memory, filled by a test; its database can be made to fail. */
class RecordedJournal implements Journal {
  private Optional<Round> before = Optional.empty();
  private Optional<Round> latest = Optional.empty();
  private final List<RoundFigures> history = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private Optional<RosterRow> roster = Optional.empty();
  private boolean broken;

  /** As new. */
  synchronized void clear() {
    before = Optional.empty();
    latest = Optional.empty();
    history.clear();
    attempts.clear();
    decisions.clear();
    intents.clear();
    roster = Optional.empty();
    broken = false;
  }

  /** What another plane, which leads, left beside its round. */
  synchronized void left(RosterRow row) {
    roster = Optional.of(row);
  }

  synchronized void fill(Story story) {
    clear();
    latest = story.latest();
    history.addAll(story.history());
    attempts.addAll(story.attempts());
    decisions.addAll(story.decisions());
    intents.addAll(story.intents());
  }

  synchronized void breakDatabase() {
    broken = true;
  }

  @Override
  public synchronized Optional<Round> latest() {
    return latest;
  }

  @Override
  public synchronized List<RoundFigures> history() {
    return List.copyOf(history);
  }

  @Override
  public synchronized void append(Round round) {
    before = latest;
    latest = Optional.of(round);
  }

  @Override
  public synchronized Map<NodeId, Reading<Bandwidth>> bandwidthBefore() {
    return before.stream()
        .flatMap(round -> round.picture().views())
        .collect(Collectors.toMap(NodeView::id, NodeView::bandwidth));
  }

  @Override
  public synchronized Optional<String> trouble() {
    return broken ? Optional.of("the database of the journal fails") : Optional.empty();
  }

  @Override
  public synchronized Optional<RosterRow> roster() {
    database();
    return roster;
  }

  @Override
  public boolean check() {
    return open();
  }

  @Override
  public long lead(String holder) {
    throw new UnsupportedOperationException("no surface leads");
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public Attempt begin(Decision.Act act, Instant at) {
    throw notForTheConsole();
  }

  @Override
  public void end(Attempt attempt, Instant at, Attempt.Result result, String detail) {
    throw notForTheConsole();
  }

  @Override
  public void verified(Attempt attempt, Instant at, Attempt.Verification verification) {
    throw notForTheConsole();
  }

  @Override
  public List<Attempt> interruptLeftovers(Instant at) {
    throw notForTheConsole();
  }

  @Override
  public synchronized List<Attempt> attemptsSince(Instant since) {
    database();
    return attempts.stream().filter(a -> a.startedAt().isAfter(since)).toList();
  }

  @Override
  public HealthReport lastReport(Instant at) {
    throw notForTheConsole();
  }

  @Override
  public synchronized List<DecisionRecord> decisions(
      int limit, Optional<Code> code, Optional<String> node) {
    database();
    return decisions.stream()
        .filter(d -> code.map(c -> c == d.code()).orElse(true))
        .filter(d -> node.isEmpty() || node.equals(d.node()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<DecisionRecord> decision(long id) {
    database();
    return decisions.stream().filter(d -> d.id() == id).findFirst();
  }

  @Override
  public synchronized List<Intent> intents(Instant now) {
    database();
    return intents.stream().filter(intent -> intent.activeAt(now)).toList();
  }

  @Override
  public synchronized Intent ask(Intent asked) {
    database();
    Intent kept =
        asked.bounded().withId(intents.stream().mapToLong(Intent::id).max().orElse(0) + 1);
    intents.removeIf(kept::ends);
    intents.add(kept);
    return kept;
  }

  @Override
  public synchronized boolean withdraw(long id, String author, Instant at) {
    database();
    return intents.removeIf(intent -> intent.id() == id);
  }

  @Override
  public int retain(Instant now) {
    throw notForTheConsole();
  }

  private void database() {
    if (broken) {
      throw new JournalUnavailable(
          "asking the journal", new IllegalStateException("connection refused"));
    }
  }

  private static IllegalStateException notForTheConsole() {
    return new IllegalStateException("the console must not touch this part of the journal");
  }
}
