package org.kubosteward.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.InvalidSpec;
import org.kubosteward.content.PlacementRule;
import org.kubosteward.content.Policies;

/** How contents are kept. */
@ConfigMapping(prefix = "steward.content")
public interface ContentConfig {
  /** The policy of whoever names none. */
  @WithDefault("default")
  String policy();

  /**
   * The policies by name, which a request names in {@code meta.policy}; what one leaves out is as
   * in the one that is always there, {@code default}, as shipped.
   */
  Map<String, PolicyConfig> policies();

  /** One policy. */
  interface PolicyConfig {
    /** With fewer proven copies a content is short, and is repaired; 2 as shipped. */
    OptionalInt replicasMin();

    /** A repair goes on until there are so many, and more are dropped in time; 3 as shipped. */
    OptionalInt replicasMax();

    /** How old the proof of a copy may be, from 10m to 366d; 7d as shipped. */
    Optional<Duration> verifyInterval();

    /** Of two contents with as many copies that of the higher is repaired first, 0 to 9; 5. */
    OptionalInt priority();

    /**
     * The label of the nodes that names their zone, among which copies are spread; {@code
     * topology.kubernetes.io/zone} as shipped, {@code none} for none.
     */
    Optional<String> zoneLabel();

    /** Labels that a node must have, by name, to be given a copy. */
    Map<String, String> nodeLabels();

    /** The nodes that may be given a copy; any when not set. */
    Optional<Set<String>> nodeNames();
  }

  /**
   * These settings as policies.
   *
   * @throws IllegalArgumentException naming the setting, or the policy, and what to write
   */
  default Policies named() {
    Map<String, ContentPolicy> named = new TreeMap<>();
    ContentPolicy shipped = ContentPolicy.shipped();
    named.put(shipped.name(), shipped);
    policies().forEach((name, config) -> named.put(name, policy(name, config, shipped)));
    try {
      return Policies.of(named.values(), policy());
    } catch (InvalidSpec wrong) {
      throw new IllegalArgumentException("steward.content.policy: " + wrong.getMessage(), wrong);
    }
  }

  private static ContentPolicy policy(String name, PolicyConfig config, ContentPolicy shipped) {
    if (name.length() > NAME_MOST) {
      throw new IllegalArgumentException(
          "steward.content.policies.\"%s\": the name has %d characters; it may have %d"
              .formatted(name, name.length(), NAME_MOST));
    }
    try {
      return new ContentPolicy(
          name,
          config.replicasMin().orElse(shipped.replicasMin()),
          config.replicasMax().orElse(shipped.replicasMax()),
          new PlacementRule(
              config.zoneLabel().or(shipped.placement()::zoneLabel).filter(z -> !z.equals(NONE)),
              config.nodeLabels(),
              config.nodeNames().orElse(Set.of())),
          config.verifyInterval().orElse(shipped.verifyInterval()),
          config.priority().orElse(shipped.priority()));
    } catch (InvalidSpec wrong) {
      throw new IllegalArgumentException(
          "steward.content.policies.\"%s\": %s".formatted(name, wrong.getMessage()), wrong);
    }
  }

  /** As a zone label: copies are not spread over zones. */
  String NONE = "none";

  /** Characters of a policy's name: the journal keeps it with each request. */
  int NAME_MOST = 100;
}
