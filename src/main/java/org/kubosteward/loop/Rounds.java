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
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kubosteward.act.Outcome;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.Round;
import org.kubosteward.probe.SnapshotSource;
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
public final class Rounds {
  private static final Logger LOG = Logger.getLogger("steward.round");
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);

  /** So long the first round waits for the first list of nodes; then it says that there is none. */
  private static final Duration LISTED_WITHIN = Duration.ofSeconds(15);

  /** The same while nodes are being prepared, which whoever does it ends sooner. */
  private static final Duration PREPARED_WITHIN = Duration.ofMinutes(30);

  private final SystemClock clock;
  private final Pace pace;
  private final Tenure tenure;
  private final SnapshotSource eyes;
  private final DecisionCore core;
  private final Function<Action, CompletionStage<Outcome>> performer;
  private final Journal journal;
  private final Counters counters;
  private final Consumer<Attempt> announce;
  private final RemedyPolicy policy;
  private final IntentReader intentReader;
  private final RoundWatch watch;
  private final ContentRounds content;
  private final WallClock wall;
  private final Narrator narrator = new Narrator();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean nudged = new AtomicBoolean();
  private volatile boolean stopping;

  private Logbook logbook;
  private long round;
  private final Instant startedAt;
  private String awaited = "";
  private Instant looked;
  private Optional<Instant> retained = Optional.empty();
  private HealthReport report;
  private Identities identities = Identities.NONE;
  private Refusals refusals = Refusals.none();
  private boolean remembered;

  /**
   * A loop that has not turned yet.
   *
   * @param tenure whether this process leads
   * @param watch is told when a round ended
   * @param performer performs an action once; never ends exceptionally
   */
  public Rounds(
      SystemClock clock,
      Pace pace,
      Tenure tenure,
      RoundWatch watch,
      SnapshotSource eyes,
      DecisionCore core,
      Function<Action, CompletionStage<Outcome>> performer,
      Journal journal,
      Counters counters,
      Consumer<Attempt> announce,
      RemedyPolicy policy,
      IntentReader intentReader,
      ContentRounds content) {
    this.content = content;
    this.clock = clock;
    this.pace = pace;
    this.tenure = tenure;
    this.watch = watch;
    this.eyes = eyes;
    this.core = core;
    this.performer = performer;
    this.journal = journal;
    this.logbook = new Logbook(journal, counters);
    this.counters = counters;
    this.announce = announce;
    this.policy = policy;
    this.intentReader = intentReader;
    this.wall = new WallClock(clock);
    this.looked = clock.steady();
    this.startedAt = looked;
    this.report = HealthReport.empty(clock.instant());
    watch.leadsBy(tenure::leadsNow);
  }

  /** Something changed outside: the next round comes soon. Any thread may say so. */
  public void nudge() {
    nudged.set(true);
  }

  /**
   * The plane stops: from here on its connections are cut, and what a round sees then says nothing
   * about the fleet. A round under way is thrown away, and none begins. Any thread may say so.
   */
  public void stop() {
    stopping = true;
  }

  /** Called about once a second by one thread at a time. */
  public void tick() {
    if (stopping) {
      return;
    }
    try {
      Instant beat = clock.steady();
      Instant now = clock.instant();
      Duration step = wall.step(now, beat);
      recordEnded(now, beat);
      boolean stirred = eyes.stirred();
      if (nudged.getAndSet(false) || stirred || content.graceEnded(now)) {
        pace.sooner(beat);
      }
      if (round == 0 && waits(beat)) {
        return;
      }
      if (!pace.due(beat) && step.abs().compareTo(Duration.ofSeconds(1)) < 0) {
        return;
      }
      round(now, beat, step);
      watch.roundEnded();
    } catch (RuntimeException e) {
      LOG.errorf(e, "round=%d result=failed why=\"a fault of the plane's own\"", round);
      pace.next(clock.steady(), Duration.ZERO, false);
    }
  }

  /**
   * Whether there is nothing to look at yet, and for good reason: nothing asked yet is no
   * blindness, and a fleet that is being prepared is no fault. Never longer than its bound.
   */
  private boolean waits(Instant beat) {
    Optional<Preparation> preparation = eyes.preparation().filter(Preparation::underWay);
    if (preparation.isEmpty() || !beat.isBefore(startedAt.plus(PREPARED_WITHIN))) {
      return !eyes.open() && beat.isBefore(startedAt.plus(LISTED_WITHIN));
    }
    if (!journal.open()) {
      journal.check();
    }
    // No round is due, so none is missed; and when one is, the start begins there.
    watch.nothingDue();
    pace.changed(beat);
    String step = preparation.get().now().map(Preparation.Step::name).orElse("");
    if (!step.equals(awaited)) {
      LOG.infof("round=0 result=waits why=\"%s\"", preparation.get().sentence());
    }
    awaited = step;
    return true;
  }

  /**
   * One round.
   *
   * @param began by the wall clock, for people
   * @param beat the same moment on the clock that only goes forward, for all that is measured
   */
  private void round(Instant began, Instant beat, Duration step) {
    round++;
    if (!journal.open()) {
      // Once a round, before all that needs it: a database that hangs is waited for once.
      journal.check();
    }
    boolean leased = tenure.look(this::beginTerm);
    boolean recordKnown = remember(began);
    logbook.tidy(began, report);
    looked = clock.steady();
    Duration lag = pace.lag(beat);
    FleetSnapshot seen = eyes.observe(round, lag, step, logbook.collections());
    if (stopping) {
      return;
    }
    identities = identities.seen(seen);
    FleetSnapshot picture = seen.beside(identities);
    // After the look, so that what is asked is never older than what is seen: a process that stood
    // still in between would act on a fresh picture against a pause of which it has not heard.
    List<Intent> intents = intentReader.read(began);
    HealthReport before = report;
    Optional<ContentPicture> contents =
        tenure.led() ? content.look(picture, clock.instant()) : Optional.empty();
    HealthReport assessed =
        core.assess(before, new Picture(picture, contents.map(ContentPicture::snapshot)));
    if (tenure.led()) {
      core.verify(logbook.attempts(), assessed, picture, policy, began)
          .forEach(verdict -> logbook.verified(verdict, began));
    }
    report = assessed;
    Situation situation =
        new Situation(
            picture,
            contents,
            assessed,
            logbook.attempts(),
            intents,
            policy,
            leased,
            leased ? trouble(recordKnown) : Optional.empty(),
            // Later than the round began: what was seen may have grown old in a round that hung.
            clock.instant());
    HealthReport told = core.tell(situation, refusals);
    Plan plan = core.plan(situation.with(told));
    refusals = refusals.after(plan, began);
    counters.planned(plan);
    Duration took = Duration.between(beat, clock.steady());
    Round done = new Round(picture, contents, told, plan, intents, policy, tenure.led(), took);
    journal.append(done);
    narrator.tell(done, before, lag);
    if (tenure.led()) {
      contents.filter(known -> obstacle().isEmpty()).ifPresent(content::note);
      plan.acts().forEach(this::begin);
      retain(began, beat);
    }
    paceNext(beat, took, before);
  }

  /** The record of a term before may have been written by another since. */
  private void beginTerm() {
    logbook = new Logbook(journal, counters);
    remembered = false;
    content.beginTerm();
  }

  /** The next round comes sooner while a condition, an action or a canary is not settled. */
  private void paceNext(Instant beat, Duration took, HealthReport before) {
    Set<Finding.Key> pending = pending(report);
    if (!pending(before).containsAll(pending) || !open(before).equals(open(report))) {
      pace.changed(beat);
    }
    pace.next(beat, took, !pending.isEmpty() || logbook.unsettled() || eyes.proving());
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
    Instant began = clock.steady();
    pace.changed(began);
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      ended.add(
          new Ended(
              attempt, new Outcome(Result.FAILED, "not done: " + obstacle.get()), Duration.ZERO));
      return;
    }
    content.begun(attempt.action(), clock.instant());
    performer
        .apply(attempt.action())
        .whenComplete(
            (outcome, never) ->
                ended.add(new Ended(attempt, outcome, Duration.between(began, clock.steady()))));
  }

  /**
   * Why the plan of this round is not to be carried out any more. The clock is read last: the
   * process may stand still while it asks for its lease.
   */
  private Optional<String> obstacle() {
    if (stopping) {
      return Optional.of("the plane stops");
    }
    if (!tenure.stillLeads()) {
      return Optional.of("the lease was lost");
    }
    Duration age = Duration.between(looked, clock.steady());
    return age.compareTo(policy.freshFor()) > 0
        ? Optional.of("the look that it rests on began %d s ago".formatted(age.toSeconds()))
        : Optional.empty();
  }

  private void recordEnded(Instant now, Instant beat) {
    for (Ended done = ended.poll(); done != null; done = ended.poll()) {
      announce.accept(logbook.end(done.attempt(), done.outcome(), now, done.took()));
      pace.changed(beat);
      pace.restart(beat);
    }
  }

  /** What an earlier process saw and did; asked for until the journal has answered once. */
  private boolean remember(Instant now) {
    if (tenure.led() && !remembered) {
      try {
        HealthReport last = journal.lastReport(now);
        Identities known = journal.identities();
        if (logbook.open(now, last)) {
          // A standby has eyes of its own, and while nobody led nobody wrote.
          report = last.seenSince(report);
          identities = known.then(identities);
          remembered = true;
        }
      } catch (JournalUnavailable e) {
        LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
      }
    }
    return tenure.led() && remembered;
  }

  /** Why nothing can be recorded, as far as is known. */
  private Optional<String> trouble(boolean recordKnown) {
    return journal
        .trouble()
        .or(() -> recordKnown ? Optional.empty() : Optional.of("the record could not be read yet"));
  }

  private void retain(Instant now, Instant beat) {
    if (retained.map(last -> !beat.isBefore(last.plus(RETENTION_EVERY))).orElse(true)) {
      retained = Optional.of(beat);
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

  private record Ended(Attempt attempt, Outcome outcome, Duration took) {}
}
