package org.kubosteward.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kubosteward.act.ActionRunner;
import org.kubosteward.act.Addresses;
import org.kubosteward.content.ContentEvent;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.Journal;
import org.kubosteward.kube.Term;
import org.kubosteward.kubo.Clocks;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.loop.Counters;
import org.kubosteward.loop.DecisionCore;
import org.kubosteward.loop.IntentReader;
import org.kubosteward.loop.LoopThread;
import org.kubosteward.loop.Pace;
import org.kubosteward.loop.PauseFile;
import org.kubosteward.loop.RoundWatch;
import org.kubosteward.loop.Rounds;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.loop.Tenure;
import org.kubosteward.preflight.Preflight;
import org.kubosteward.probe.FleetConfig;
import org.kubosteward.probe.FleetSource;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.StaticFleet;
import org.kubosteward.probe.Target;
import org.kubosteward.remedy.Attempt;

/** Builds the loop from the settings when the process starts, and ends it when it stops. */
@ApplicationScoped
class Plane {
  /** Outside Kubernetes there is no lease to hold: one plane, for all its life. */
  private static final Term ALONE = new Term("pid " + ProcessHandle.current().pid(), 0);

  /** No round in so many periods is a standstill, well before the liveness probe calls it one. */
  private static final int STANDSTILL_ROUNDS = 4;

  /** At the least: at a quick pace, one round with nodes that hang may take many periods. */
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Journal journal;
  private final Counters counters;
  private final SystemClock clock;
  private final RoundWatch watch;
  private final Configs configs;
  private final Trust trust;
  private final Instance<FleetSource> otherSources;
  private final ContentWiring contents;
  private final UploadWiring uploads;
  private volatile Optional<Running> running = Optional.empty();

  @Inject
  Plane(
      Vertx vertx,
      Journal journal,
      Counters counters,
      SystemClock clock,
      RoundWatch watch,
      Configs configs,
      Trust trust,
      Instance<FleetSource> otherSources,
      ContentWiring contents,
      UploadWiring uploads) {
    this.uploads = uploads;
    this.contents = contents;
    this.vertx = vertx;
    this.journal = journal;
    this.counters = counters;
    this.clock = clock;
    this.watch = watch;
    this.configs = configs;
    this.trust = trust;
    this.otherSources = otherSources;
  }

  /** Begins to look; {@code resort} hears of what no round survives. */
  void start(LastResort resort) {
    running = Optional.of(Configs.judged(() -> build(resort)));
    if (configs.plane().preflight()) {
      running.ifPresent(this::examine);
    }
  }

  /** Beside the start, which must not wait for a fleet that does not answer. */
  private void examine(Running built) {
    Thread thread =
        new Thread(
            () ->
                Quarkus.asyncExit(
                    PreflightRun.prove(built.source(), preflight(built), built.kubernetes())),
            "preflight");
    thread.setDaemon(true);
    thread.start();
  }

  private Preflight preflight(Running built) {
    return new Preflight(
        built.source(),
        built.kubo(),
        ProbePolicy.of(configs.probe()),
        configs.health().policy(configs.remedy().silentOneIn()),
        clock,
        new Random());
  }

  void stop() {
    running.ifPresent(Running::close);
    running = Optional.empty();
  }

  /** Wakes the thread of the rounds, once a second. */
  void tick() {
    running.flatMap(Running::loop).ifPresent(LoopThread::beat);
  }

  /** Connections from now on are made with the new certificates, where they are of ours. */
  void renewed(CertificateUpdatedEvent event) {
    trust.renewed(event).ifPresent(tls -> running.ifPresent(r -> r.trust(tls)));
  }

  /**
   * A copy of that content came with an upload, and is pinned on that node, {@code namespace/name}.
   */
  void arrived(Cid cid, String node) {
    running.ifPresent(
        r ->
            targets().stream()
                .map(Target::id)
                .filter(id -> full(id).equals(node))
                .forEach(
                    id ->
                        r.content()
                            .keeper()
                            .tell(new ContentEvent.Arrived(cid.canonical(), id, clock.instant()))));
  }

  /** As uploads name nodes. */
  private static String full(NodeId id) {
    return id.namespace() + "/" + id.name();
  }

  private SortedSet<NodeId> uploading() {
    Set<String> names = uploads.uploading();
    return names.isEmpty()
        ? Collections.emptySortedSet()
        : targets().stream()
            .map(Target::id)
            .filter(id -> names.contains(full(id)))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Somebody asked for something: the next round comes soon. */
  void nudge() {
    running.ifPresent(r -> r.rounds().nudge());
  }

  /** The nodes as their source names them now; whoever wants many asks once. */
  List<Target> targets() {
    return running.map(r -> r.source().select().targets()).orElse(List.of());
  }

  /** The node as its source names it now. */
  Optional<Target> target(NodeId id) {
    return targets().stream().filter(target -> target.id().equals(id)).findFirst();
  }

  /**
   * What is done before there is a fleet, or how it failed; before the first round, what is
   * missing.
   */
  Optional<Preparation> preparation() {
    return running.map(Running::source).flatMap(s -> s.preparation().or(() -> lacking(s)));
  }

  private Optional<Preparation> lacking(FleetSource source) {
    return journal.latest().isPresent()
        ? Optional.empty()
        : Optional.of(source.select().trouble())
            .filter(trouble -> !trouble.isEmpty())
            .map(trouble -> Preparation.of(List.of(trouble)));
  }

  private Running build(LastResort resort) {
    Optional<OnKubernetes> kubernetes = kubernetes();
    FleetSource source = kubernetes.<FleetSource>map(OnKubernetes::fleet).orElseGet(this::source);
    KuboLoops loops = KuboLoops.start();
    Kubo kubo =
        new Kubo(
            loops.vertx(),
            KuboLimits.DEFAULT,
            new Clocks(clock::steady, clock),
            trust.ofTheFleet());
    KuboContent blocks =
        new KuboContent(
            loops.vertx(),
            KuboLimits.OF_CONTENT,
            new Clocks(clock::steady, clock),
            trust.ofTheFleet());
    ContentPlane content =
        contents.plane(kubo, blocks, this::target, this::uploading, this::after, this::nudge);
    Addresses addresses = id -> target(id).map(Target::rpc);
    ActionRunner runner =
        new ActionRunner(
            kubo, addresses, this::after, kubernetes.map(OnKubernetes::verbs), content.performer());
    Prober prober = new Prober(source, kubo, ProbePolicy.of(configs.probe()), clock, new Random());
    Rounds rounds =
        new Rounds(
            clock,
            new Pace(configs.round(), clock.steady()),
            new Tenure(
                kubernetes
                    .<Supplier<Optional<Term>>>map(k -> k::term)
                    .orElse(() -> Optional.of(ALONE)),
                journal),
            watch,
            prober,
            DecisionCore.of(configs.health().policy(configs.remedy().silentOneIn())),
            runner::perform,
            journal,
            counters,
            kubernetes.<Consumer<Attempt>>map(k -> k::announce).orElse(attempt -> {}),
            configs
                .remedy()
                .policy(
                    configs.plane().mode(),
                    configs.round().unsettledEvery(),
                    configs.probe().slowEvery()),
            new IntentReader(journal, new PauseFile(Path.of(configs.plane().pauseFile()))),
            content.keeper());
    kubernetes.ifPresent(k -> k.onChange(rounds::nudge));
    return new Running(source, loops, kubo, content, kubernetes, rounds, loop(rounds, resort));
  }

  /** The preflight looks for itself; without a scheduler nothing turns. */
  private Optional<LoopThread> loop(Rounds rounds, LastResort resort) {
    return configs.plane().preflight() || !configs.scheduled()
        ? Optional.empty()
        : Optional.of(new LoopThread(rounds::tick, watch, resort::look));
  }

  /**
   * Whether rounds end: a leader whose rounds stand still keeps the lease from one that could act.
   */
  private boolean turning() {
    Duration most = configs.round().every().multipliedBy(STANDSTILL_ROUNDS);
    return watch.sinceRound().compareTo(most.compareTo(STANDSTILL) > 0 ? most : STANDSTILL) <= 0;
  }

  private Optional<OnKubernetes> kubernetes() {
    if (configs.fleet().source() != FleetConfig.Source.KUBERNETES) {
      return Optional.empty();
    }
    OnKubernetes kubernetes = new OnKubernetes(configs.kubernetes(), clock);
    return Optional.of(
        configs.plane().preflight() ? kubernetes : kubernetes.contend(clock, this::turning));
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

  private record Running(
      FleetSource source,
      KuboLoops loops,
      Kubo kubo,
      ContentPlane content,
      Optional<OnKubernetes> kubernetes,
      Rounds rounds,
      Optional<LoopThread> loop) {
    void trust(SSLOptions tls) {
      kubo.trust(tls);
      content.trust(tls);
    }

    /** The rounds hear of it before anything is cut, and have ended before the journal closes. */
    void close() {
      rounds.stop();
      content.close();
      kubo.close();
      loop.ifPresent(LoopThread::close);
      loops.close();
      kubernetes.ifPresent(OnKubernetes::close);
    }
  }
}
