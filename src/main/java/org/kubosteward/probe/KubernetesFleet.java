package org.kubosteward.probe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Why;
import org.kubosteward.kube.ObservedFleet;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * The nodes that the API server names.
 *
 * <ul>
 *   <li>A node is a pod with the fleet's labels and a container of kubo; of a StatefulSet, too,
 *       each ordinal that it is to have and that has no pod yet. A pod beyond what its set is to
 *       have is being scaled away and is no node any more. One that a set has just been told to
 *       have and that has had no pod yet is no node yet, unless its pod is late.
 *   <li>A pod that is over (Failed, Succeeded; an evicted one stays for days) is no node. Where a
 *       set is to have it, the node is one without a pod until the set has replaced it.
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

  private final Supplier<Optional<ObservedFleet>> observed;
  private final Supplier<Optional<String>> silence;
  private final Place place;
  private final Supplier<Optional<String>> authorization;
  private final InstantSource clock;
  private final Arrivals arrivals = new Arrivals();
  private int trusted;
  private Instant halvedSince = Instant.MAX;

  /**
   * A fleet as {@code observed} shows it; empty until the API server has listed it once.
   *
   * @param silence why there is none yet, as far as the API server says
   * @param authorization the value of the Authorization header for kubo's RPC
   */
  public KubernetesFleet(
      Supplier<Optional<ObservedFleet>> observed,
      Supplier<Optional<String>> silence,
      Place place,
      Supplier<Optional<String>> authorization,
      InstantSource clock) {
    this.observed = observed;
    this.silence = silence;
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
    return observed.get().isPresent();
  }

  @Override
  public synchronized Selection select() {
    Optional<ObservedFleet> seen = observed.get();
    if (seen.isEmpty()) {
      String why = silence.get().orElse("");
      return new Selection(
          List.of(),
          List.of(),
          why,
          "the API server has not listed the pods yet" + (why.isEmpty() ? "" : ": " + why));
    }
    ObservedFleet now = seen.get();
    Census census = new Census(now);
    SortedMap<NodeId, Target> targets = targets(now, census);
    List<String> foreign =
        now.pods().stream()
            .filter(pod -> !ours(pod) && !Census.over(pod) && !census.skipped(pod.name()))
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

  private SortedMap<NodeId, Target> targets(ObservedFleet now, Census census) {
    Optional<String> credentials = authorization.get();
    SortedMap<NodeId, Target> targets = new TreeMap<>();
    Set<ObservedSet> sets = new LinkedHashSet<>();
    for (ObservedPod pod : now.pods()) {
      if (!ours(pod)) {
        continue;
      }
      Optional<ObservedSet> set = census.set(pod);
      set.ifPresent(sets::add);
      if (!Census.over(pod) && !census.skipped(pod.name()) && !census.scaledAway(pod)) {
        NodeId id = new NodeId(pod.namespace(), pod.name());
        Reading<Pod> known = known(now, pod, census);
        targets.put(id, target(id, host(id, pod.ip(), set), credentials, known));
      }
    }
    arrivals.look(sets, now.pods(), clock.instant());
    sets.stream()
        .flatMap(set -> absent(set, now, census, credentials))
        .forEach(target -> targets.putIfAbsent(target.id(), target));
    return targets;
  }

  /** The nodes that a set is to have, as without a pod; those that have one are there already. */
  private Stream<Target> absent(
      ObservedSet set, ObservedFleet now, Census census, Optional<String> credentials) {
    if (Pods.marked(set.annotations(), Pods.SKIP)) {
      return Stream.empty();
    }
    return Census.ordinals(set)
        .filter(ordinal -> !arrivals.awaited(set, ordinal, clock.instant()))
        .mapToObj(ordinal -> set.name() + "-" + ordinal)
        .filter(name -> !census.skipped(name))
        .map(
            name -> {
              NodeId id = new NodeId(set.namespace(), name);
              String host = host(id, Optional.empty(), Optional.of(set));
              Reading<Pod> none = Reading.missing(Why.UNRESOLVED, census.absence(name), now.at());
              return target(id, host, credentials, none);
            });
  }

  private Reading<Pod> known(ObservedFleet now, ObservedPod pod, Census census) {
    return now.trouble()
        .map(trouble -> Reading.<Pod>missing(Why.UNREACHABLE, trouble, clock.instant()))
        .orElseGet(
            () -> Reading.known(Pods.pod(pod, census.family(pod), clock.instant()), now.at()));
  }

  private static String host(NodeId id, Optional<String> ip, Optional<ObservedSet> set) {
    return ip.map(KubernetesFleet::literal)
        .or(() -> set.map(s -> id.name() + "." + s.service() + "." + id.namespace() + ".svc"))
        .orElse(id.name() + ".invalid");
  }

  private Target target(NodeId id, String host, Optional<String> credentials, Reading<Pod> pod) {
    return new Target(
        id,
        new KuboEndpoint(URI.create("http://" + host + ":" + place.rpcPort()), credentials),
        Optional.of(URI.create("http://" + host + ":" + place.gatewayPort())),
        Optional.of(pod));
  }

  private static String literal(String ip) {
    return ip.contains(":") ? "[" + ip + "]" : ip;
  }

  private boolean ours(ObservedPod pod) {
    return pod.containers().contains(place.container());
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
  private String halved(int size, ObservedFleet now) {
    int wanted = now.sets().stream().mapToInt(ObservedSet::wanted).sum();
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
