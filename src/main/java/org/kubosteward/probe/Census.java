package org.kubosteward.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.kube.ObservedClaim;
import org.kubosteward.kube.ObservedFleet;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;

/** What one look at the API server's objects says of each pod and each set, indexed once. */
final class Census {
  private final Map<String, ObservedSet> sets;
  private final Map<String, ObservedClaim> claims;
  private final Map<String, ObservedPod> pods;
  private final Map<String, Boolean> updating = new HashMap<>();
  private final Set<String> skipped;

  Census(ObservedFleet now) {
    this.sets =
        now.sets().stream().collect(Collectors.toMap(ObservedSet::name, Function.identity()));
    this.claims =
        now.claims().stream().collect(Collectors.toMap(ObservedClaim::name, Function.identity()));
    this.pods =
        now.pods().stream()
            .collect(Collectors.toMap(ObservedPod::name, Function.identity(), (one, again) -> one));
    this.skipped = new HashSet<>();
    for (ObservedPod pod : pods.values()) {
      boolean whole = set(pod).filter(s -> Pods.marked(s.annotations(), Pods.SKIP)).isPresent();
      if (whole || Pods.marked(pod.annotations(), Pods.SKIP)) {
        skipped.add(pod.name());
      }
    }
    sets.values().forEach(set -> updating.put(set.name(), rolling(set)));
  }

  Optional<ObservedSet> set(ObservedPod pod) {
    return pod.set().map(sets::get);
  }

  Pods.Family family(ObservedPod pod) {
    Optional<ObservedSet> set = set(pod);
    List<ObservedClaim> mounted =
        Stream.concat(pod.claim().stream(), pod.blocks().stream())
            .flatMap(name -> Stream.ofNullable(claims.get(name)))
            .toList();
    return new Pods.Family(
        set, set.map(s -> updating.getOrDefault(s.name(), false)).orElse(false), mounted);
  }

  /** Whether an annotation on it or on its set keeps our eyes off it. */
  boolean skipped(String pod) {
    return skipped.contains(pod);
  }

  /**
   * Whether it is over and will not run again: an evicted pod stays as long as nobody deletes it.
   */
  static boolean over(ObservedPod pod) {
    return pod.phase().equals("Failed") || pod.phase().equals("Succeeded");
  }

  /** Whether its set is to have fewer pods, and this one goes. */
  boolean scaledAway(ObservedPod pod) {
    return set(pod)
        .filter(set -> pod.ordinal().isPresent())
        .filter(set -> ordinals(set).noneMatch(n -> n == pod.ordinal().getAsInt()))
        .isPresent();
  }

  /** Why a pod that a set is to have is not there. */
  String absence(String name) {
    ObservedPod pod = pods.get(name);
    return pod == null
        ? "there is no pod " + name
        : "pod %s is over (%s), and its StatefulSet is to replace it".formatted(name, pod.phase());
  }

  /** The ordinals that a set is to have. */
  static IntStream ordinals(ObservedSet set) {
    return IntStream.range(set.start(), set.start() + set.wanted());
  }

  /**
   * A rollout is over when every wanted pod is there and has what it is to have. The set's own
   * counts and its current revision do not say: with a partition, or when pods are updated by
   * deleting them ({@code OnDelete}), they stay as they were.
   */
  private boolean rolling(ObservedSet set) {
    return set.behind()
        || ordinals(set)
            .anyMatch(
                n -> {
                  ObservedPod pod = pods.get(set.name() + "-" + n);
                  boolean kept = n < set.start() + set.partition();
                  return pod == null || over(pod) || (!kept && !isCurrent(pod, set));
                });
  }

  private static boolean isCurrent(ObservedPod pod, ObservedSet set) {
    return set.revision().isEmpty() || pod.revision().equals(set.revision());
  }
}
