package org.kubosteward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.Round;
import org.kubosteward.kube.Term;
import org.kubosteward.loop.DrivenPlane;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.GuardedBy;
import org.kubosteward.remedy.guard.Guards;

/** A plane: one process after the other, each of which may stand still or die at any step. */
final class Steward implements DrivenPlane.Surroundings {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  private static final Checkup CHECKUP = new Checkup(HealthPolicy.shipped());

  /** From here on a number names one of {@link #PLACES}. */
  static final int NAMED = 1_000;

  /** Around an act: the places where a death or a standstill hurts most. */
  static final List<String> PLACES =
      List.of("before begin", "after begin", "called", "before end", "after end");

  private static final long BEAT = 1_000;
  private static final long RENEW_EVERY = 5_000;

  private final int number;
  private final World world;
  private final Shelf shelf;
  private final Auditor auditor;
  private final Trace trace;
  private final Mutation mutation;

  private int processes;
  private @Nullable DrivenPlane rounds;
  private Journal journal;
  private Sight sight;
  private Grip grip;
  private Optional<Term> told = Optional.empty();
  private @Nullable FleetSnapshot look;
  private long lookAt;
  private boolean ticking;
  private boolean still;
  private int dieIn = -1;
  private long restartAfter;
  private int stillIn = -1;
  private long stillFor;

  /** The process ends here. Not an exception of the product, which catches those. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
      super(where, null, false, false);
    }
  }

  Steward(int number, World world, Shelf shelf, Auditor auditor, Trace trace, Mutation mutation) {
    this.number = number;
    this.world = world;
    this.shelf = shelf;
    this.auditor = auditor;
    this.trace = trace;
    this.mutation = mutation;
    this.sight = new Sight(world, number);
    this.grip = new Grip(world, number, sight);
    this.journal = shelf.journal();
    begin();
    beat();
    world.after(1 + number * 700L, this::renew);
  }

  private void begin() {
    processes++;
    sight = new Sight(world, number);
    grip = new Grip(world, number, sight);
    journal =
        new CrossedJournal(mutation.journal().apply(shelf.journal()), this::cross) {
          @Override
          public void append(Round round) {
            note(round);
            super.append(round);
          }
        };
    told = Optional.empty();
    rounds =
        new DrivenPlane(
            this,
            mutation.policy().apply(world.spec.policy()),
            CHECKUP,
            mutation.judge(),
            GuardedBy.planner(mutation.guards().apply(Guards.all())));
  }

  String process() {
    return "plane-" + number + "/" + processes;
  }

  Optional<Round> latest() {
    return rounds == null ? Optional.empty() : journal.latest();
  }

  private void note(Round round) {
    trace.add(world.now() * 2 + number);
    for (Decision decision : round.plan().decisions()) {
      trace.add(decision.cause().key().toString());
      trace.add(decision.kind().name());
      decision.guard().ifPresent(trace::add);
    }
  }

  private void beat() {
    world.after(
        BEAT,
        () -> {
          tick();
          beat();
        });
  }

  private void tick() {
    if (rounds == null || ticking || still) {
      return;
    }
    ticking = true;
    try {
      rounds.tick();
    } catch (Killed dead) {
      trace.add("killed " + dead.getMessage());
      auditor.killed(dead.getMessage());
      rounds = null;
      grip.abandoned();
      world.after(restartAfter, this::begin);
    } finally {
      ticking = false;
    }
  }

  /** The lease is kept by a thread of its own, which stands still with its process. */
  private void renew() {
    if (rounds != null && !still && world.clusterAnswers(number)) {
      world.lease.renew(process(), world.now());
    }
    world.after(RENEW_EVERY, this::renew);
  }

  void killAfter(int crossings, long downFor) {
    dieIn = crossings;
    restartAfter = downFor;
  }

  void stillAfter(int crossings, long span) {
    stillIn = crossings;
    stillFor = span;
  }

  /** Whatever was to befall it befalls it no more. */
  void spare() {
    dieIn = -1;
    stillIn = -1;
  }

  private void cross(String where) {
    if (dieIn >= NAMED ? reached(dieIn, where) : dieIn >= 0 && dieIn-- == 0) {
      dieIn = -1;
      throw new Killed(where);
    }
    if (stillIn >= NAMED ? reached(stillIn, where) : stillIn >= 0 && stillIn-- == 0) {
      stillIn = -1;
      trace.add("still " + where);
      auditor.stoodStill(where);
      still = true;
      world.runUntil(world.now() + stillFor);
      still = false;
    }
  }

  private static boolean reached(int named, String where) {
    return PLACES.get(named - NAMED).equals(where);
  }

  @Override
  public Instant wall() {
    return START.plusMillis(world.now() + world.clockStep[number]);
  }

  @Override
  public long nanos() {
    return world.now() * 1_000_000;
  }

  @Override
  public Optional<Term> lease() {
    cross("lease");
    Optional<Term> now =
        world.spec.planes() > 1
            ? world.lease.term(process(), world.now())
            : Optional.of(new Term(process(), 0));
    told = mutation.lease().lease(told, now);
    return told;
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public FleetSnapshot observe(
      long round, Duration lag, Duration clockStep, SortedMap<NodeId, Collection> collections) {
    cross("observe");
    world.steps += world.spec.nodes();
    FleetSnapshot seen = sight.look(round, wall(), lag, clockStep, collections);
    look = seen;
    lookAt = world.now();
    auditor.looked(number, process(), lookAt, seen);
    boolean slow = seen.views().anyMatch(view -> !view.up() && slow(view.id()));
    world.runUntil(world.now() + (slow ? 5_000 : 40));
    cross("observed");
    return seen;
  }

  private boolean slow(NodeId id) {
    return world.daemons.stream()
        .filter(d -> d.id.equals(id))
        .anyMatch(d -> sight.silence(d).filter(why -> !why.name().equals("REFUSED")).isPresent());
  }

  @Override
  public boolean stirred() {
    return sight.stirred();
  }

  @Override
  public boolean proving() {
    return sight.proving();
  }

  /** No crossing before the call: between the last look at a lease and a call no lease helps. */
  @Override
  public CompletionStage<Outcome> perform(Action action) {
    world.steps++;
    FleetSnapshot seen = look;
    if (seen == null) {
      throw new IllegalStateException("an action before the first look");
    }
    String process = process();
    Auditor.Call call =
        auditor.called(number, process, action, wall(), seen, lookAt, shelf.attempts());
    trace.add(world.now());
    trace.add(action.describe());
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    CompletionStage<Outcome> done = grip.on(action, call.over());
    done.thenAccept(
        outcome -> {
          call.answered().run();
          if (outcome.result() == Result.REFUSED) {
            call.refused().run();
          }
          if (rounds != null && process.equals(process())) {
            answer.complete(outcome);
          }
        });
    cross("called");
    return answer;
  }
}
