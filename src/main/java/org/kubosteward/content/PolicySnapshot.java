package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the contents of one policy stand, in numbers that do not grow with them.
 *
 * @param contents how many there are
 * @param verdicts how many each verdict holds of; of one content several may hold
 * @param copies copies that are known of, by state
 * @param gone copies on nodes that are gone
 * @param overdue copies that were not proven within the interval
 * @param oldestProof the oldest last proof of a copy that counts; empty when none is proven
 * @param worst of each verdict but {@code FULFILLED}, the worst few
 */
public record PolicySnapshot(
    long contents,
    SortedMap<Verdict, Long> verdicts,
    SortedMap<CopyState, Long> copies,
    long gone,
    long overdue,
    Optional<Instant> oldestProof,
    SortedMap<Verdict, List<Endangered>> worst) {
  /** Contents that are named for each verdict, at the most. */
  public static final int WORST_MOST = 10;

  public PolicySnapshot {
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
    Map<Verdict, List<Endangered>> bounded = new TreeMap<>();
    worst.forEach((verdict, all) -> bounded.put(verdict, List.copyOf(all)));
    worst = Collections.unmodifiableSortedMap(new TreeMap<>(bounded));
  }

  /** So many copies of contents that nobody wants any more. */
  static PolicySnapshot removed(long copies) {
    return new PolicySnapshot(
        0,
        new TreeMap<>(Map.of(Verdict.EXCESS, copies)),
        new TreeMap<>(Map.of(CopyState.EXCESS, copies)),
        0,
        0,
        Optional.empty(),
        new TreeMap<>());
  }

  /** How many contents that verdict holds of. */
  public long count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /** How many copies of that state are known of. */
  public long count(CopyState state) {
    return copies.getOrDefault(state, 0L);
  }

  /** The worst few that the verdict holds of, the worst first. */
  public List<Endangered> worst(Verdict verdict) {
    return worst.getOrDefault(verdict, List.of());
  }
}
