package org.kubosteward.boot;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthPolicy.Hold;

/** The marks at which a fact becomes a finding. */
@ConfigMapping(prefix = "steward.health")
public interface HealthConfig {
  /** Fewer distinct peers than this is {@code PEERS_LOW}; none at all is critical. */
  @WithDefault("1")
  int peersMin();

  /** The part of StorageMax at which a repository is nearly full. */
  @WithDefault("0.85")
  double repoNearFull();

  /** The part of StorageMax at which a repository counts as full. */
  @WithDefault("0.95")
  double repoFull();

  /** How far under its mark a repository must fall before the finding clears. */
  @WithDefault("0.05")
  double repoClearBelow();

  /** Available space under which a disk is nearly full; a quarter of it is critical. */
  @WithDefault("512M")
  MemorySize diskMin();

  /** Available space as a part of available space and repository, likewise. */
  @WithDefault("0.05")
  double diskMinRatio();

  /**
   * Free inodes as a part of all inodes of the volume, likewise; judged where the kubelets are
   * asked (steward.kubernetes.volume-stats).
   */
  @WithDefault("0.05")
  double inodesMinRatio();

  /** A garbage collection in flight for longer than this is stuck. */
  @WithDefault("10m")
  Duration gcStuckAfter();

  /** Failed canaries in a row that make a link not exchanging. */
  @WithDefault("2")
  int linkFailures();

  /** A round that begins later than this makes the plane blind. */
  @WithDefault("60s")
  Duration lagMax();

  /** A wall clock that steps further than this between two rounds makes the plane blind. */
  @WithDefault("5s")
  Duration clockStepMax();

  /** A node's clock that is further off ours than this is told. */
  @WithDefault("30s")
  Duration clockSkewMax();

  /** Times of single codes, by code, where they are to differ from the shipped ones. */
  Map<Code, HoldConfig> codes();

  /** How long a condition is held. */
  interface HoldConfig {
    /** Seen for this long without a break, it becomes a finding. */
    Optional<Duration> raiseAfter();

    /** Gone for this long, the finding clears. */
    Optional<Duration> clearAfter();
  }

  /**
   * These settings as the policy of the checks.
   *
   * @param silentOneIn as the remedies have it
   */
  default HealthPolicy policy(int silentOneIn) {
    Map<Code, Hold> holds = new EnumMap<>(Code.class);
    codes()
        .forEach(
            (code, config) ->
                holds.put(
                    code,
                    new Hold(
                        config.raiseAfter().orElse(code.hold().raiseAfter()),
                        config.clearAfter().orElse(code.hold().clearAfter()))));
    return new HealthPolicy(
        peersMin(),
        repoNearFull(),
        repoFull(),
        repoClearBelow(),
        diskMin().asLongValue(),
        diskMinRatio(),
        inodesMinRatio(),
        gcStuckAfter(),
        linkFailures(),
        silentOneIn,
        lagMax(),
        clockStepMax(),
        clockSkewMax(),
        holds);
  }
}
