package org.kubosteward.content;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policies by name, and the one for whoever names none.
 *
 * @param fallback the name of that one; it is among them
 */
public record Policies(SortedMap<String, ContentPolicy> byName, String fallback) {
  /** Policies, at the most: each has findings and metrics of its own. */
  public static final int MOST = 64;

  public Policies {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    InvalidSpec.require(
        byName.size() <= MOST,
        "there are %d policies; have at most %d".formatted(byName.size(), MOST));
    InvalidSpec.require(
        byName.containsKey(fallback),
        "the policy of whoever names none is %s, which is not defined; there are %s"
            .formatted(fallback, byName.keySet()));
  }

  /** These, the one for whoever names none being {@code fallback}. */
  public static Policies of(Collection<ContentPolicy> policies, String fallback) {
    SortedMap<String, ContentPolicy> byName = new TreeMap<>();
    for (ContentPolicy policy : policies) {
      InvalidSpec.require(
          byName.put(policy.name(), policy) == null,
          "two policies are called %s; rename one".formatted(policy.name()));
    }
    return new Policies(byName, fallback);
  }

  /** The policy of that name. */
  public Optional<ContentPolicy> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The policy that a request is kept under. One that was taken away since leaves its requests with
   * the fallback: content is not given up because a setting was.
   */
  public ContentPolicy of(PinRequest request) {
    return named(request.policy()).or(() -> named(fallback)).orElseThrow();
  }
}
