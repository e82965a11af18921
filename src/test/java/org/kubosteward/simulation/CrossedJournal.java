package org.kubosteward.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kubosteward.fleet.Identities;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/** A journal that a process may die or stand still before and after each use of. */
class CrossedJournal implements Journal {
  private final Journal journal;
  private final Consumer<String> crossing;

  CrossedJournal(Journal journal, Consumer<String> crossing) {
    this.journal = journal;
    this.crossing = crossing;
  }

  private <T> T crossed(String what, Supplier<T> use) {
    crossing.accept("before " + what);
    T answer = use.get();
    crossing.accept("after " + what);
    return answer;
  }

  private void crossed(String what, Runnable use) {
    crossing.accept("before " + what);
    use.run();
    crossing.accept("after " + what);
  }

  @Override
  public Optional<Round> latest() {
    return journal.latest();
  }

  @Override
  public List<RoundFigures> history() {
    return journal.history();
  }

  @Override
  public void append(Round round) {
    crossed("append", () -> journal.append(round));
  }

  @Override
  public Optional<String> trouble() {
    return journal.trouble();
  }

  @Override
  public Identities identities() {
    return crossed("identities", journal::identities);
  }

  @Override
  public boolean check() {
    return crossed("check", journal::check);
  }

  @Override
  public long lead(String holder) {
    return crossed("lead", () -> journal.lead(holder));
  }

  @Override
  public boolean leads() {
    return journal.leads();
  }

  @Override
  public Attempt begin(Decision.Act act, Instant at) {
    return crossed("begin", () -> journal.begin(act, at));
  }

  @Override
  public void end(Attempt attempt, Instant at, Attempt.Result result, String detail) {
    crossed("end", () -> journal.end(attempt, at, result, detail));
  }

  @Override
  public void verified(Attempt attempt, Instant at, Attempt.Verification verification) {
    crossed("verified", () -> journal.verified(attempt, at, verification));
  }

  @Override
  public List<Attempt> interruptLeftovers(Instant at) {
    return crossed("interrupt", () -> journal.interruptLeftovers(at));
  }

  @Override
  public List<Attempt> attemptsSince(Instant since) {
    return crossed("attempts", () -> journal.attemptsSince(since));
  }

  @Override
  public HealthReport lastReport(Instant at) {
    return crossed("report", () -> journal.lastReport(at));
  }

  @Override
  public List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node) {
    return journal.decisions(limit, code, node);
  }

  @Override
  public Optional<DecisionRecord> decision(long id) {
    return journal.decision(id);
  }

  @Override
  public List<Intent> intents(Instant now) {
    return crossed("intents", () -> journal.intents(now));
  }

  @Override
  public Intent ask(Intent intent) {
    return journal.ask(intent);
  }

  @Override
  public boolean withdraw(long id, String author, Instant at) {
    return journal.withdraw(id, author, at);
  }

  @Override
  public int retain(Instant now) {
    return crossed("retain", () -> journal.retain(now));
  }
}
