package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How all content stood at one instant: what checks examine and metrics show. Immutable, in order,
 * and small however much there is: numbers a policy, and the worst few by name.
 *
 * @param policies by name; one without contents is not there
 */
public record ContentSnapshot(Instant takenAt, SortedMap<String, PolicySnapshot> policies) {
  public ContentSnapshot {
    policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
  }

  /** Nothing must exist. */
  public static ContentSnapshot none(Instant at) {
    return new ContentSnapshot(at, Collections.emptySortedMap());
  }

  /** All of these contents, with those nodes, at that instant. */
  public static ContentSnapshot of(Contents contents, Hosts hosts, Instant now) {
    return new ContentSnapshot(
        now, new Census(contents, new Standings(contents, hosts, now)).take());
  }

  /** The same, with that policy. */
  public ContentSnapshot with(String name, PolicySnapshot policy) {
    SortedMap<String, PolicySnapshot> more = new TreeMap<>(policies);
    more.put(name, policy);
    return new ContentSnapshot(takenAt, more);
  }

  /** The contents of the policy of that name; empty when it has none. */
  public Optional<PolicySnapshot> policy(String name) {
    return Optional.ofNullable(policies.get(name));
  }

  /** How many contents must exist. */
  public long contents() {
    return sum(PolicySnapshot::contents);
  }

  /** How many contents that verdict holds of. */
  public long count(Verdict verdict) {
    return sum(policy -> policy.count(verdict));
  }

  /** How many copies of that state are known of. */
  public long count(CopyState state) {
    return sum(policy -> policy.count(state));
  }

  private long sum(ToLongFunction<PolicySnapshot> number) {
    return policies.values().stream().mapToLong(number).sum();
  }
}
