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
import org.kubosteward.kube.ClaimSight;
import org.kubosteward.kube.FleetSight;
import org.kubosteward.kube.PodSight;
import org.kubosteward.kube.SetSight;

/** What one look at the API server's objects says of each pod and each set, indexed once. */
final class Census {
  private final Map<String, SetSight> sets;
  private final Map<String, ClaimSight> claims;
  private final Map<String, PodSight> pods;
  private final Map<String, Boolean> updating = new HashMap<>();
  private final Set<String> skipped;

  Census(FleetSight now) {
    this.sets = now.sets().stream().collect(Collectors.toMap(SetSight::name, Function.identity()));
    this.claims =
        now.claims().stream().collect(Collectors.toMap(ClaimSight::name, Function.identity()));
    this.pods =
        now.pods().stream()
            .collect(Collectors.toMap(PodSight::name, Function.identity(), (one, again) -> one));
    this.skipped = new HashSet<>();
    for (PodSight pod : pods.values()) {
      boolean whole = set(pod).filter(s -> Pods.marked(s.annotations(), Pods.SKIP)).isPresent();
      if (whole || Pods.marked(pod.annotations(), Pods.SKIP)) {
        skipped.add(pod.name());
      }
    }
    sets.values().forEach(set -> updating.put(set.name(), rolling(set)));
  }

  Optional<SetSight> set(PodSight pod) {
    return pod.set().map(sets::get);
  }

  Pods.Family family(PodSight pod) {
    Optional<SetSight> set = set(pod);
    List<ClaimSight> mounted =
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
  static boolean over(PodSight pod) {
    return pod.phase().equals("Failed") || pod.phase().equals("Succeeded");
  }

  /** Whether its set is to have fewer pods, and this one goes. */
  boolean scaledAway(PodSight pod) {
    return set(pod)
        .filter(set -> pod.ordinal().isPresent())
        .filter(set -> ordinals(set).noneMatch(n -> n == pod.ordinal().getAsInt()))
        .isPresent();
  }

  /** Why a pod that a set is to have is not there. */
  String absence(String name) {
    PodSight pod = pods.get(name);
    return pod == null
        ? "there is no pod " + name
        : "pod %s is over (%s), and its StatefulSet is to replace it".formatted(name, pod.phase());
  }

  /** The ordinals that a set is to have. */
  static IntStream ordinals(SetSight set) {
    return IntStream.range(set.start(), set.start() + set.wanted());
  }

  /**
   * A rollout is over when every wanted pod is there and has what it is to have. The set's own
   * counts and its current revision do not say: with a partition, or when pods are updated by
   * deleting them ({@code OnDelete}), they stay as they were.
   */
  private boolean rolling(SetSight set) {
    return set.behind()
        || ordinals(set)
            .anyMatch(
                n -> {
                  PodSight pod = pods.get(set.name() + "-" + n);
                  boolean kept = n < set.start() + set.partition();
                  return pod == null || over(pod) || (!kept && !isCurrent(pod, set));
                });
  }

  private static boolean isCurrent(PodSight pod, SetSight set) {
    return set.revision().isEmpty() || pod.revision().equals(set.revision());
  }
}
