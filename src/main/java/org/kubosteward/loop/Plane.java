package org.kubosteward.loop;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.act.Hands;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.Journal;
import org.kubosteward.kube.Term;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.probe.FleetSource;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.StaticFleet;
import org.kubosteward.probe.Target;

/** Builds the loop from the settings when the process starts, and ends it when it stops. */
@ApplicationScoped
class Plane {
  /** Outside Kubernetes there is no lease to hold: one plane, for all its life. */
  private static final Term ALONE = new Term("pid " + ProcessHandle.current().pid(), 0);

  private final Vertx vertx;
  private final Journal journal;
  private final Tallies tallies;
  private final SystemClock clock;
  private final Configs configs;
  private final Instance<FleetSource> otherSources;
  private volatile Optional<Running> running = Optional.empty();

  @Inject
  Plane(
      Vertx vertx,
      Journal journal,
      Tallies tallies,
      SystemClock clock,
      Configs configs,
      Instance<FleetSource> otherSources) {
    this.vertx = vertx;
    this.journal = journal;
    this.tallies = tallies;
    this.clock = clock;
    this.configs = configs;
    this.otherSources = otherSources;
  }

  /** Settings are judged before anything else happens; a wrong one stops the start. */
  void start(@Observes @Priority(1) StartupEvent event) {
    configs.refuseUnknown();
    running = Optional.of(Configs.judged(this::build));
  }

  void stop(@Observes ShutdownEvent event) {
    running.ifPresent(r -> r.kubo().close());
    running = Optional.empty();
  }

  void tick() {
    running.ifPresent(r -> r.rounds().tick());
  }

  /** The node as its source names it now. */
  Optional<Target> target(NodeId id) {
    return running.flatMap(
        r -> r.source().select().targets().stream().filter(t -> t.id().equals(id)).findFirst());
  }

  /** What the source of the fleet is busy with, or what it is missing. */
  Optional<String> progress() {
    return running.flatMap(
        r ->
            r.source()
                .progress()
                .or(() -> Optional.of(r.source().select().trouble()).filter(t -> !t.isEmpty())));
  }

  private Running build() {
    FleetSource source = source();
    Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, clock);
    Hands hands = new Hands(kubo, id -> target(id).map(Target::rpc), this::after);
    Prober prober = new Prober(source, kubo, ProbePolicy.of(configs.probe()), clock, new Random());
    Rounds rounds =
        new Rounds(
            clock,
            new Pace(configs.round(), clock.instant()),
            () -> Optional.of(ALONE),
            prober,
            Mind.of(configs.health().policy()),
            hands::perform,
            journal,
            tallies,
            configs.remedy().policy(configs.plane().mode(), configs.round().unsettledEvery()));
    return new Running(source, kubo, rounds);
  }

  /**
   * The nodes that are named; where none is, whatever else knows a fleet (the demo in dev mode).
   */
  private FleetSource source() {
    return configs.fleet().nodes().isEmpty() && otherSources.isResolvable()
        ? otherSources.get()
        : new StaticFleet(configs.fleet());
  }

  private CompletionStage<Void> after(Duration span) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx.setTimer(Math.max(1, span.toMillis()), id -> done.complete(null));
    return done;
  }

  private record Running(FleetSource source, Kubo kubo, Rounds rounds) {}
}
