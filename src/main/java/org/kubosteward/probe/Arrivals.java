package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;

/**
 * The ordinals that a set has been told to have and that have had no pod yet: what was never there
 * is not silent. A set that makes its pods one after another makes the next when the one before it
 * is ready, so that the last of many comes late.
 */
final class Arrivals {
  /** From one pod being ready to the next being there, a set's {@code minReadySeconds} included. */
  private static final Duration NEXT_WITHIN = Duration.ofMinutes(1);

  /**
   * A pod that is to come.
   *
   * @param since when it was first seen to be wanted
   * @param before how many come before it
   * @param scaled whether its set was seen with fewer; at a first look nobody knows
   */
  private record Due(Instant since, int before, boolean scaled) {}

  private final Map<String, Integer> ends = new HashMap<>();
  private final Map<String, Due> due = new HashMap<>();
  private final Map<String, Instant> booted = new HashMap<>();

  /** Takes in what is wanted and what is there. */
  void look(Collection<ObservedSet> sets, Collection<ObservedPod> pods, Instant now) {
    Set<String> there = pods.stream().map(ObservedPod::name).collect(Collectors.toSet());
    Set<String> absent = new HashSet<>();
    for (ObservedSet set : sets) {
      Integer known = ends.put(set.name(), set.start() + set.wanted());
      int from = known == null ? set.start() : Math.max(known, set.start());
      Census.ordinals(set)
          .filter(n -> !there.contains(name(set, n)))
          .forEach(
              n -> {
                absent.add(name(set, n));
                if (n >= from) {
                  due.putIfAbsent(name(set, n), new Due(now, n - from, known != null));
                }
              });
    }
    due.keySet().retainAll(absent);
    // Of a clock that was set back since.
    due.replaceAll(
        (name, one) -> one.since().isAfter(now) ? new Due(now, one.before(), one.scaled()) : one);
    booted.values().removeIf(at -> at.isAfter(now));
    pods.stream()
        .filter(pod -> Pods.booting(pod, now))
        .forEach(pod -> pod.set().ifPresent(set -> booted.put(set, now)));
    Set<String> names = sets.stream().map(ObservedSet::name).collect(Collectors.toSet());
    ends.keySet().retainAll(names);
    booted.keySet().retainAll(names);
  }

  /** Whether its pod is still to come, and not late. */
  boolean awaited(ObservedSet set, int ordinal, Instant now) {
    Due one = due.get(name(set, ordinal));
    if (one == null) {
      return false;
    }
    Duration waits = Duration.between(one.since(), now);
    boolean oneBoots =
        Duration.between(booted.getOrDefault(set.name(), Instant.MIN), now).compareTo(NEXT_WITHIN)
            < 0;
    return (one.scaled() && waits.compareTo(Pods.BOOTS_FOR) < 0)
        || (oneBoots && waits.compareTo(Pods.BOOTS_FOR.multipliedBy(one.before() + 1L)) < 0);
  }

  private static String name(ObservedSet set, int ordinal) {
    return set.name() + "-" + ordinal;
  }
}
