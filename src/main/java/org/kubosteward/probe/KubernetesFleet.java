package org.kubosteward.probe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Why;
import org.kubosteward.kube.ClaimSight;
import org.kubosteward.kube.FleetSight;
import org.kubosteward.kube.PodSight;
import org.kubosteward.kube.SetSight;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * The nodes that the API server names.
 *
 * <ul>
 *   <li>A node is a pod with the fleet's labels and a container of kubo; of a StatefulSet, too,
 *       each ordinal that it is to have and that has no pod yet. A pod beyond what its set is to
 *       have is being scaled away and is no node any more.
 *   <li>A pod with those labels and without that container is foreign: named, and never asked.
 *   <li>While the API server says nothing new, its last list stands, and of the pods nothing is
 *       known.
 *   <li>No node, or suddenly half of them or fewer without a StatefulSet that says so, is no fleet
 *       that is gone; it is a list that cannot be trusted.
 * </ul>
 */
public final class KubernetesFleet implements FleetSource {
  /** A fleet that stays halved for this long is what it is now. */
  private static final Duration DOUBTED_FOR = Duration.ofMinutes(10);

  private final Supplier<Optional<FleetSight>> sight;
  private final Place place;
  private final Supplier<Optional<String>> authorization;
  private final InstantSource clock;
  private int trusted;
  private Instant halvedSince = Instant.MAX;

  /**
   * A fleet as {@code sight} shows it; empty until the API server has listed it once.
   *
   * @param authorization the value of the Authorization header for kubo's RPC
   */
  public KubernetesFleet(
      Supplier<Optional<FleetSight>> sight,
      Place place,
      Supplier<Optional<String>> authorization,
      InstantSource clock) {
    this.sight = sight;
    this.place = place;
    this.authorization = authorization;
    this.clock = clock;
  }

  /**
   * Where the fleet is.
   *
   * @param selector for words only
   */
  public record Place(
      String namespace, String selector, String container, int rpcPort, int gatewayPort) {}

  @Override
  public boolean listed() {
    return sight.get().isPresent();
  }

  @Override
  public synchronized Selection select() {
    Optional<FleetSight> seen = sight.get();
    if (seen.isEmpty()) {
      return Selection.none("the API server has not listed the pods yet");
    }
    FleetSight now = seen.get();
    SortedMap<NodeId, Target> targets = targets(now);
    List<String> foreign =
        now.pods().stream()
            .filter(pod -> !ours(pod) && !skipped(pod, now))
            .map(pod -> pod.namespace() + "/" + pod.name())
            .sorted()
            .toList();
    String cluster = now.trouble().orElse("");
    if (targets.isEmpty()) {
      return new Selection(List.of(), foreign, cluster, nobody(cluster));
    }
    return new Selection(
        List.copyOf(targets.values()), foreign, cluster, halved(targets.size(), now));
  }

  private SortedMap<NodeId, Target> targets(FleetSight now) {
    Map<String, SetSight> sets =
        now.sets().stream().collect(Collectors.toMap(SetSight::name, Function.identity()));
    Map<String, ClaimSight> claims =
        now.claims().stream().collect(Collectors.toMap(ClaimSight::name, Function.identity()));
    SortedMap<NodeId, Target> targets = new TreeMap<>();
    for (PodSight pod : now.pods()) {
      Optional<SetSight> set = pod.set().map(sets::get);
      if (ours(pod) && !skipped(pod, now) && !scaledAway(pod, set)) {
        NodeId id = new NodeId(pod.namespace(), pod.name());
        Pods.Family family = new Pods.Family(set, pod.claim().map(claims::get));
        targets.put(id, target(id, pod.ip(), set, known(now, pod, family)));
      }
    }
    now.pods().stream()
        .filter(this::ours)
        .flatMap(pod -> pod.set().map(sets::get).stream())
        .distinct()
        .forEach(set -> absent(set, now).forEach(t -> targets.putIfAbsent(t.id(), t)));
    return targets;
  }

  /** The nodes that a set is to have, as without a pod; those that have one are there already. */
  private List<Target> absent(SetSight set, FleetSight now) {
    List<Target> all = new ArrayList<>();
    if (Pods.marked(set.annotations(), Pods.SKIP)) {
      return all;
    }
    for (int ordinal = set.start(); ordinal < set.start() + set.wanted(); ordinal++) {
      String name = set.name() + "-" + ordinal;
      boolean skippedAlone =
          now.pods().stream().anyMatch(p -> p.name().equals(name) && skipped(p, now));
      if (!skippedAlone) {
        all.add(
            target(
                new NodeId(set.namespace(), name),
                Optional.empty(),
                Optional.of(set),
                Reading.missing(Why.UNRESOLVED, "there is no pod " + name, now.at())));
      }
    }
    return all;
  }

  private Reading<Pod> known(FleetSight now, PodSight pod, Pods.Family family) {
    return now.trouble()
        .map(trouble -> Reading.<Pod>missing(Why.UNREACHABLE, trouble, clock.instant()))
        .orElseGet(() -> Reading.known(Pods.pod(pod, family, clock.instant()), now.at()));
  }

  private Target target(NodeId id, Optional<String> ip, Optional<SetSight> set, Reading<Pod> pod) {
    String host =
        ip.map(KubernetesFleet::literal)
            .orElseGet(
                () ->
                    set.map(s -> id.name() + "." + s.service() + "." + id.namespace() + ".svc")
                        .orElse(id.name() + ".invalid"));
    return new Target(
        id,
        new KuboEndpoint(URI.create("http://" + host + ":" + place.rpcPort()), authorization.get()),
        Optional.of(URI.create("http://" + host + ":" + place.gatewayPort())),
        Optional.of(pod));
  }

  private static String literal(String ip) {
    return ip.contains(":") ? "[" + ip + "]" : ip;
  }

  private boolean ours(PodSight pod) {
    return pod.containers().contains(place.container());
  }

  private static boolean skipped(PodSight pod, FleetSight now) {
    return Pods.marked(pod.annotations(), Pods.SKIP)
        || now.sets().stream()
            .anyMatch(
                set ->
                    pod.set().filter(set.name()::equals).isPresent()
                        && Pods.marked(set.annotations(), Pods.SKIP));
  }

  private static boolean scaledAway(PodSight pod, Optional<SetSight> set) {
    if (set.isEmpty() || pod.ordinal().isEmpty()) {
      return false;
    }
    int ordinal = pod.ordinal().getAsInt();
    int first = set.get().start();
    return ordinal < first || ordinal >= first + set.get().wanted();
  }

  private String nobody(String cluster) {
    return "no pod with a container %s and the labels %s is in namespace %s%s"
        .formatted(
            place.container(),
            place.selector(),
            place.namespace(),
            cluster.isEmpty() ? "" : ", as far as the API server said before: " + cluster);
  }

  /** Remembers how large the fleet was when it was last believed. */
  private String halved(int size, FleetSight now) {
    int wanted = now.sets().stream().mapToInt(SetSight::wanted).sum();
    boolean sudden = size * 2 <= trusted && wanted != size;
    if (!sudden) {
      halvedSince = Instant.MAX;
      trusted = size;
      return "";
    }
    Instant moment = clock.instant();
    // One that is to come is none yet, or of a clock that was set back since.
    halvedSince = halvedSince.isAfter(moment) ? moment : halvedSince;
    if (!moment.isBefore(halvedSince.plus(DOUBTED_FOR))) {
      halvedSince = Instant.MAX;
      trusted = size;
      return "";
    }
    return "it had %d nodes and has %d now, and no StatefulSet says why".formatted(trusted, size);
  }
}
