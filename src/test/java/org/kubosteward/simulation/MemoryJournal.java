package org.kubosteward.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kubosteward.fleet.Identities;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/** One process' journal over a {@link MemoryShelf}: the promises of the SQL one, without SQL. */
final class MemoryJournal implements Journal {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::level).reversed().thenComparing(Finding::key);

  private final MemoryShelf shelf;
  private final List<Runnable> outcomes = new ArrayList<>();
  private final Set<Long> underWay = new HashSet<>();
  private Optional<Round> latest = Optional.empty();
  private long mine;
  private boolean taken;
  private boolean open;

  MemoryJournal(MemoryShelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public Optional<Round> latest() {
    return latest;
  }

  @Override
  public List<RoundFigures> history() {
    return List.of();
  }

  @Override
  public void append(Round round) {
    latest = Optional.of(round);
    if (round.leader()) {
      tried(
          true,
          () -> {
            shelf.open.clear();
            round.report().findings().forEach(f -> shelf.open.put(f.key(), f));
            shelf.identities = shelf.identities.then(round.picture().identities());
          });
    }
  }

  @Override
  public Optional<String> trouble() {
    return open ? Optional.empty() : Optional.of("the shelf is closed");
  }

  @Override
  public boolean check() {
    return tried(false, () -> {});
  }

  @Override
  public long lead(String holder) {
    return must(
        "beginning to lead",
        false,
        () -> {
          shelf.epoch++;
          shelf.leader = holder;
          mine = shelf.epoch;
          taken = true;
          return mine;
        });
  }

  @Override
  public boolean leads() {
    return taken;
  }

  @Override
  public Attempt begin(Decision.Act act, Instant at) {
    long id = shelf.ids + 1;
    Attempt attempt =
        new Attempt(
            id,
            act.wanted(),
            act.cause().key(),
            at,
            Optional.empty(),
            Result.RUNNING,
            "",
            Verification.OPEN);
    try {
      commit(
          true,
          () -> {
            shelf.ids = id;
            shelf.attempts.put(id, attempt);
            return id;
          });
    } catch (Failed e) {
      if (shelf.ids == id) {
        outcomes.add(() -> shelf.attempts.remove(id));
      }
      throw new JournalUnavailable("writing an intent", e);
    }
    underWay.add(id);
    return attempt;
  }

  @Override
  public void end(Attempt attempt, Instant at, Result result, String detail) {
    outcomes.add(() -> put(attempt.id(), Optional.of(at), result, detail));
    tried(false, () -> {});
    underWay.remove(attempt.id());
  }

  private void put(long id, Optional<Instant> ended, Result result, String detail) {
    shelf.attempts.computeIfPresent(
        id,
        (key, was) ->
            new Attempt(
                id,
                was.action(),
                was.cause(),
                was.startedAt(),
                ended,
                result,
                detail,
                was.verification()));
  }

  @Override
  public void verified(Attempt attempt, Instant at, Verification verification) {
    outcomes.add(
        () ->
            shelf.attempts.computeIfPresent(
                attempt.id(), (key, was) -> was.verified(verification)));
    tried(false, () -> {});
  }

  @Override
  public List<Attempt> interruptLeftovers(Instant at) {
    return must(
        "looking for leftovers",
        true,
        () -> {
          List<Long> left =
              shelf.attempts.values().stream()
                  .filter(a -> a.result() == Result.RUNNING && !underWay.contains(a.id()))
                  .map(Attempt::id)
                  .toList();
          left.forEach(id -> put(id, Optional.of(at), Result.INTERRUPTED, "the plane stopped"));
          return left.stream().map(shelf.attempts::get).toList();
        });
  }

  @Override
  public List<Attempt> attemptsSince(Instant since) {
    return must(
        "reading the attempts",
        false,
        () ->
            shelf.attempts.values().stream().filter(a -> !a.startedAt().isBefore(since)).toList());
  }

  @Override
  public HealthReport lastReport(Instant at) {
    return must(
        "reading the open findings",
        false,
        () -> HealthReport.resumed(at, shelf.open.values().stream().sorted(WORST_FIRST).toList()));
  }

  @Override
  public Identities identities() {
    return must("reading the identities", false, () -> shelf.identities);
  }

  @Override
  public List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node) {
    return List.of();
  }

  @Override
  public Optional<DecisionRecord> decision(long id) {
    return Optional.empty();
  }

  @Override
  public List<Intent> intents(Instant now) {
    if (shelf.down()) {
      throw new JournalUnavailable("reading the intents", new Failed("it is down"));
    }
    return shelf.intents.stream().filter(intent -> intent.activeAt(now)).toList();
  }

  @Override
  public Intent ask(Intent asked) {
    return must(
        "keeping an intent",
        false,
        () -> {
          Intent intent = asked.bounded().withId(++shelf.intentIds);
          shelf.intents.removeIf(intent::ends);
          shelf.intents.add(intent);
          return intent;
        });
  }

  @Override
  public boolean withdraw(long id, String author, Instant at) {
    return must("withdrawing", false, () -> shelf.intents.removeIf(i -> i.id() == id));
  }

  @Override
  public int retain(Instant now) {
    return 0;
  }

  private <T> T must(String doing, boolean fenced, Supplier<T> work) {
    try {
      return commit(fenced, work);
    } catch (Failed e) {
      throw new JournalUnavailable(doing, e);
    }
  }

  private boolean tried(boolean fenced, Runnable work) {
    try {
      return commit(
          fenced,
          () -> {
            work.run();
            return true;
          });
    } catch (Failed e) {
      return false;
    }
  }

  /** A transaction: all of it or nothing, the outcomes that wait before the rest. */
  private <T> T commit(boolean fenced, Supplier<T> work) {
    if (shelf.down()) {
      open = false;
      throw new Failed("it is down");
    }
    if (fenced && mine != 0 && mine != shelf.epoch) {
      open = false;
      taken = false;
      throw new Failed(shelf.leader + " leads since");
    }
    outcomes.forEach(Runnable::run);
    T result = work.get();
    if (shelf.lied()) {
      open = false;
      throw new Failed("the connection broke");
    }
    outcomes.clear();
    open = true;
    return result;
  }

  /** What a database error is to the SQL journal. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message, null, false, false);
    }
  }
}
