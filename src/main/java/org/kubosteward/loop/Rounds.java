package org.kubosteward.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.Round;
import org.kubosteward.kube.Term;
import org.kubosteward.probe.Eyes;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.Refusals;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/**
 * The loop: observe, assess, decide, act, record.
 *
 * <ol>
 *   <li>Whatever actions ended since the last tick goes into the record.
 *   <li>When a round is due: ask the fleet, then what operators asked for; examine the picture,
 *       settle earlier attempts, plan.
 *   <li>The round is in the journal before anything of it is done.
 *   <li>Each act is written down, then performed beside the rounds; no journal, no action.
 * </ol>
 *
 * A fault in one round is logged and the next round begins anew; actions under way are not lost.
 */
final class Rounds {
  private static final Logger LOG = Logger.getLogger("steward.round");
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);

  private final SystemClock clock;
  private final Pace pace;
  private final Supplier<Optional<Term>> lease;
  private final Eyes eyes;
  private final Mind mind;
  private final Function<Action, CompletionStage<Outcome>> hands;
  private final Journal journal;
  private final Tallies tallies;
  private final Consumer<Attempt> announce;
  private final RemedyPolicy policy;
  private final PauseFile pauseFile;
  private final Narrator narrator = new Narrator();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean nudged = new AtomicBoolean();

  private Logbook logbook;
  private Optional<Term> led = Optional.empty();
  private Optional<Term> raised = Optional.empty();
  private long round;
  private Instant lastInstant;
  private long lastNanos;
  private long lookedNanos;
  private Instant retained = Instant.EPOCH;
  private HealthReport report;
  private Refusals refusals = Refusals.none();
  private boolean remembered;
  private List<Intent> asked = List.of();
  private List<Intent> intents = List.of();

  /**
   * A loop that has not turned yet.
   *
   * @param lease the hold of the lease now, if there is one
   * @param hands performs an action once; never ends exceptionally
   */
  Rounds(
      SystemClock clock,
      Pace pace,
      Supplier<Optional<Term>> lease,
      Eyes eyes,
      Mind mind,
      Function<Action, CompletionStage<Outcome>> hands,
      Journal journal,
      Tallies tallies,
      Consumer<Attempt> announce,
      RemedyPolicy policy,
      PauseFile pauseFile) {
    this.clock = clock;
    this.pace = pace;
    this.lease = lease;
    this.eyes = eyes;
    this.mind = mind;
    this.hands = hands;
    this.journal = journal;
    this.logbook = new Logbook(journal, tallies);
    this.tallies = tallies;
    this.announce = announce;
    this.policy = policy;
    this.pauseFile = pauseFile;
    this.lastInstant = clock.instant();
    this.lastNanos = clock.nanos();
    this.report = HealthReport.empty(lastInstant);
  }

  /** Something changed outside: the next round comes soon. Any thread may say so. */
  void nudge() {
    nudged.set(true);
  }

  /** Called about once a second by one thread at a time. */
  void tick() {
    try {
      Instant now = clock.instant();
      Duration step = clockStep(now);
      recordEnded(now);
      boolean stirred = eyes.stirred();
      if (nudged.getAndSet(false) || stirred) {
        pace.sooner(now);
      }
      if (!pace.due(now) && step.abs().compareTo(Duration.ofSeconds(1)) < 0) {
        return;
      }
      round(now, step);
    } catch (RuntimeException e) {
      LOG.errorf(e, "round=%d result=failed why=\"a fault of the plane's own\"", round);
      pace.next(clock.instant(), Duration.ZERO, false);
    }
  }

  private void round(Instant began, Duration step) {
    round++;
    if (!journal.open()) {
      // Once a round, before all that needs it: a database that hangs is waited for once.
      journal.check();
    }
    Optional<Term> term = lease.get();
    boolean leading = term.isPresent();
    led = term.filter(this::leads);
    boolean recordKnown = remember(began);
    logbook.tidy(began, report);
    lookedNanos = clock.nanos();
    FleetSnapshot picture = eyes.observe(round, pace.lag(began), step, logbook.collections());
    // After the look, so that what is asked is never older than what is seen: a process that stood
    // still in between would act on a fresh picture against a pause of which it has not heard.
    readIntents(began);
    HealthReport before = report;
    HealthReport assessed = mind.assess(before, picture);
    if (led.isPresent()) {
      mind.verify(logbook.attempts(), assessed, picture, policy, began)
          .forEach(verdict -> logbook.verified(verdict, began));
    }
    report = assessed;
    Situation situation =
        new Situation(
            picture,
            assessed,
            logbook.attempts(),
            intents,
            policy,
            leading,
            leading ? trouble(recordKnown) : Optional.empty(),
            // Later than the round began: what was seen may have grown old in a round that hung.
            clock.instant());
    HealthReport told = mind.tell(situation, refusals);
    Plan plan = mind.plan(situation.with(told));
    refusals = refusals.after(plan, began);
    tallies.planned(plan);
    Duration took = Duration.between(began, clock.instant());
    Round done = new Round(picture, told, plan, intents, policy, led.isPresent(), took);
    journal.append(done);
    narrator.tell(done, before, pace.lag(began));
    if (led.isPresent()) {
      plan.acts().forEach(this::begin);
      retain(began);
    }
    paceNext(began, took, before);
  }

  /** The next round comes sooner while a condition, an action or a canary is not settled. */
  private void paceNext(Instant began, Duration took, HealthReport before) {
    Set<Finding.Key> pending = pending(report);
    if (!pending(before).containsAll(pending) || !open(before).equals(open(report))) {
      pace.changed(began);
    }
    pace.next(began, took, !pending.isEmpty() || logbook.unsettled() || eyes.proving());
  }

  /** Conditions that do not count yet, or that are gone and still count. */
  private static Set<Finding.Key> pending(HealthReport report) {
    return report.watches().entrySet().stream()
        .filter(entry -> !entry.getValue().open() || entry.getValue().goneSince().isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<Finding.Key> open(HealthReport report) {
    return report.findings().stream().map(Finding::key).collect(Collectors.toSet());
  }

  private void begin(Decision.Act act) {
    if (obstacle().isEmpty()) {
      logbook.begin(act, clock.instant()).ifPresent(this::perform);
    }
  }

  /** Looked at once more: the process may have stood still since the intent was written. */
  private void perform(Attempt attempt) {
    pace.changed(clock.instant());
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      ended.add(new Ended(attempt, new Outcome(Result.FAILED, "not done: " + obstacle.get())));
      return;
    }
    hands
        .apply(attempt.action())
        .whenComplete((outcome, never) -> ended.add(new Ended(attempt, outcome)));
  }

  /**
   * Why the plan of this round is not to be carried out any more. The clock is read last: the
   * process may stand still while it asks for its lease.
   */
  private Optional<String> obstacle() {
    if (!stillLeads()) {
      return Optional.of("the lease was lost");
    }
    Duration age = Duration.ofNanos(clock.nanos() - lookedNanos);
    return age.compareTo(policy.freshFor()) > 0
        ? Optional.of("the look that it rests on began %d s ago".formatted(age.toSeconds()))
        : Optional.empty();
  }

  private boolean stillLeads() {
    return led.isPresent() && led.equals(lease.get());
  }

  /**
   * Whether the record is ours under this term; raises the fence when the term is a new one. Under
   * a term for which it was raised before it is never raised again: whoever leads since holds a
   * later lease, and ours is over although we have not heard so yet.
   */
  private boolean leads(Term term) {
    if (raised.filter(term::equals).isPresent()) {
      return journal.leads();
    }
    try {
      long epoch = journal.lead(term.holder());
      raised = Optional.of(term);
      logbook = new Logbook(journal, tallies);
      remembered = false;
      LOG.infof("leader=%s term=%d epoch=%d result=leading", term.holder(), term.epoch(), epoch);
      return true;
    } catch (JournalUnavailable e) {
      LOG.errorf("leader=%s journal=closed why=\"%s\"", term.holder(), e.getMessage());
      return false;
    }
  }

  private void recordEnded(Instant now) {
    for (Ended done = ended.poll(); done != null; done = ended.poll()) {
      announce.accept(logbook.end(done.attempt(), done.outcome(), now));
      pace.changed(now);
      pace.restart(now);
    }
  }

  /** What an earlier process saw and did; asked for until the journal has answered once. */
  private boolean remember(Instant now) {
    if (led.isPresent() && !remembered) {
      try {
        HealthReport last = journal.lastReport(now);
        if (logbook.open(now, last)) {
          // A standby has eyes of its own, and while nobody led nobody wrote.
          report = last.seenSince(report);
          remembered = true;
        }
      } catch (JournalUnavailable e) {
        LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
      }
    }
    return led.isPresent() && remembered;
  }

  /** Why nothing can be recorded, as far as is known. */
  private Optional<String> trouble(boolean recordKnown) {
    return journal
        .trouble()
        .or(() -> recordKnown ? Optional.empty() : Optional.of("the record could not be read yet"));
  }

  /** When the journal does not answer, what was asked before still holds: a pause stays one. */
  private void readIntents(Instant now) {
    try {
      asked = journal.intents(now);
    } catch (JournalUnavailable e) {
      asked = asked.stream().filter(intent -> intent.activeAt(now)).toList();
      if (journal.open()) {
        // Where nothing can be read, nothing can be written either; better known before it is
        // needed.
        journal.check();
      }
    }
    intents = pauseFile.over(asked, now);
  }

  private void retain(Instant now) {
    if (Duration.between(retained, now).compareTo(RETENTION_EVERY) >= 0) {
      retained = now;
      try {
        int rows = journal.retain(now);
        if (rows > 0) {
          LOG.infof("journal=retained rows-deleted=%d", rows);
        }
      } catch (JournalUnavailable e) {
        LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
      }
    }
  }

  /** How far the wall clock moved against the one that only goes forward, since the last tick. */
  private Duration clockStep(Instant now) {
    long nanos = clock.nanos();
    Duration step = Duration.between(lastInstant, now).minus(Duration.ofNanos(nanos - lastNanos));
    lastInstant = now;
    lastNanos = nanos;
    return step;
  }

  private record Ended(Attempt attempt, Outcome outcome) {}
}
