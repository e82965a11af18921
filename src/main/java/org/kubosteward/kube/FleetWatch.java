package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kubosteward.kube.FleetObjects.SeenPod;
import org.kubosteward.kube.FleetObjects.SeenSet;

/**
 * The fleet as the API server tells it, kept at hand by watches: its pods by their label, the
 * StatefulSets behind them, the claims they mount.
 *
 * <p>The watches recover by themselves from anything the API server does. Until they have, the last
 * lists stay and {@link ObservedFleet#trouble()} says why they may be old.
 */
public final class FleetWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FleetWatch.class);

  private final Reflector<Pod, SeenPod> pods;
  private final Reflector<StatefulSet, SeenSet> sets;
  private final Reflector<PersistentVolumeClaim, ObservedClaim> claims;
  private final StorageClasses classes;
  private final Optional<KubeletStats> kubelets;
  private final Map<String, String> labels;
  private final Instant opened;
  private final AtomicBoolean waking = new AtomicBoolean();
  private final AtomicReference<Set<String>> gaps = new AtomicReference<>(Set.of());
  private final ExecutorService bell =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "kube-bell");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Runnable listener = () -> {};

  private FleetWatch(
      ApiServer api,
      KubeSettings settings,
      Optional<KubeletStats> kubelets,
      InstantSource clock,
      LongSupplier nanos) {
    String core = "/api/v1/namespaces/" + settings.namespace();
    String apps = "/apis/apps/v1/namespaces/" + settings.namespace();
    this.pods =
        new Reflector<>(
            api,
            new Reflector.Kind<>(
                "pods",
                core + "/pods",
                settings.selector(),
                Pod.class,
                pod -> FleetObjects.pod(pod, settings.container(), settings.repository()),
                FleetWatch::vital),
            settings,
            clock,
            nanos,
            this::ring);
    this.sets =
        new Reflector<>(
            api,
            new Reflector.Kind<>(
                "statefulsets",
                apps + "/statefulsets",
                "",
                StatefulSet.class,
                FleetObjects::set,
                set -> set.set().name()),
            settings,
            clock,
            nanos,
            () -> {});
    this.claims =
        new Reflector<>(
            api,
            new Reflector.Kind<>(
                "persistentvolumeclaims",
                core + "/persistentvolumeclaims",
                "",
                PersistentVolumeClaim.class,
                FleetObjects::claim,
                ObservedClaim::name),
            settings,
            clock,
            nanos,
            () -> {});
    this.classes = new StorageClasses(api, settings.callDeadline(), nanos);
    this.kubelets = kubelets;
    this.labels = equalities(settings.selector());
    this.opened = clock.instant();
  }

  /** Begins to list and to watch; nothing is waited for. */
  public static FleetWatch open(
      ApiServer api, KubeSettings settings, InstantSource clock, LongSupplier nanos) {
    FleetWatch watch =
        new FleetWatch(
            api,
            settings,
            settings.kubelets().map(k -> KubeletStats.open(k, settings.callDeadline(), nanos)),
            clock,
            nanos);
    watch.reflectors().forEach(Reflector::start);
    return watch;
  }

  /** What is known now; answers at once. */
  public ObservedFleet look() {
    List<SeenPod> seen =
        pods.known().values().stream()
            .sorted(Comparator.comparing(pod -> pod.pod().name()))
            .toList();
    Set<String> owners = new HashSet<>();
    Map<String, SeenPod> mounts = new TreeMap<>();
    for (SeenPod pod : seen) {
      pod.pod().set().ifPresent(owners::add);
      pod.pod().claim().ifPresent(claim -> mounts.put(claim, pod));
      pod.pod().blocks().ifPresent(claim -> mounts.put(claim, pod));
    }
    kubelets.ifPresent(stats -> stats.ask(seen));
    tellOfGaps();
    return new ObservedFleet(
        seen.stream().map(SeenPod::pod).toList(),
        sets.known().values().stream()
            .filter(set -> owners.contains(set.set().name()) || isOurs(set))
            .map(SeenSet::set)
            .sorted(Comparator.comparing(ObservedSet::name))
            .toList(),
        mounts.entrySet().stream()
            .flatMap(mount -> Stream.ofNullable(claims.known().get(mount.getKey())))
            .map(this::filled)
            .toList(),
        at(),
        trouble()
            .or(
                () ->
                    begun()
                        ? Optional.empty()
                        : Optional.of("The API server has not told of the fleet yet")));
  }

  /** Why the fleet, or its present state, is not known; empty while it is, or nothing was said. */
  public Optional<String> trouble() {
    return reflectors().flatMap(reflector -> reflector.trouble().stream()).findFirst();
  }

  /** Whether everything was listed once; before that, what is not seen is not gone. */
  public boolean begun() {
    return reflectors().allMatch(reflector -> reflector.heard().isPresent());
  }

  /**
   * Sets what is called, on a thread of its own, after pods came, went, or changed in readiness,
   * address, uid, restarts or leave; once for many changes. The last one set is called.
   */
  public void onChange(Runnable wake) {
    listener = wake;
  }

  @Override
  public void close() {
    reflectors().forEach(Reflector::close);
    kubelets.ifPresent(KubeletStats::close);
    bell.shutdownNow();
  }

  private Stream<Reflector<?, ?>> reflectors() {
    return Stream.of(pods, sets, claims);
  }

  /** The oldest of the three: only what all of them know is the state at that time. */
  private Instant at() {
    return reflectors().map(r -> r.heard().orElse(opened)).min(Instant::compareTo).orElse(opened);
  }

  /**
   * Logs, once, what cannot be known and is no trouble of the watches: StorageClasses that may not
   * be read, kubelets that do not answer.
   */
  private void tellOfGaps() {
    Set<String> now =
        Stream.concat(
                classes.trouble().stream(),
                kubelets.stream().flatMap(stats -> stats.notes().stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> before = gaps.getAndSet(now);
    now.stream().filter(gap -> !before.contains(gap)).forEach(LOG::warn);
    before.stream().filter(gap -> !now.contains(gap)).forEach(gap -> LOG.infof("Over: %s", gap));
  }

  private ObservedClaim filled(ObservedClaim claim) {
    return new ObservedClaim(
        claim.namespace(),
        claim.name(),
        claim.uid(),
        claim.storageClass(),
        claim.storageClass().map(classes::expandable).orElse(false),
        claim.capacity(),
        claim.requested(),
        kubelets.flatMap(stats -> stats.usage(claim.namespace(), claim.name())));
  }

  private boolean isOurs(SeenSet set) {
    return !labels.isEmpty() && set.podLabels().entrySet().containsAll(labels.entrySet());
  }

  /**
   * The selector's {@code key=value} terms; none where it has others, which sets are not held to.
   */
  private static Map<String, String> equalities(String selector) {
    Map<String, String> labels = new TreeMap<>();
    for (String term : selector.split(",", -1)) {
      if (!term.strip().matches("[\\w./-]+==?[\\w.-]+")) {
        return Map.of();
      }
      String[] sides = term.strip().split("==?", 2);
      labels.put(sides[0], sides[1]);
    }
    return labels;
  }

  private static Object vital(SeenPod seen) {
    ObservedPod pod = seen.pod();
    return List.of(pod.uid(), pod.phase(), pod.ready(), pod.ip(), pod.restarts(), pod.leaving());
  }

  private void ring() {
    if (waking.compareAndSet(false, true)) {
      try {
        bell.execute(
            () -> {
              waking.set(false);
              wake();
            });
      } catch (RejectedExecutionException closed) {
        LOG.debug("A change came after the watch was closed");
      }
    }
  }

  private void wake() {
    try {
      listener.run();
    } catch (RuntimeException broken) {
      LOG.error("What follows a change of the fleet failed", broken);
    }
  }
}
