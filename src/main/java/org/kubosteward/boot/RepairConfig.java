package org.kubosteward.boot;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.kubosteward.content.InvalidSpec;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.content.TransferBudget;

/** When content is repaired and when it is left alone, for all its policies. */
@ConfigMapping(prefix = "steward.repair")
public interface RepairConfig {
  /** A node that does not answer for so long is gone, and its copies are made elsewhere. */
  @WithDefault("5m")
  Duration grace();

  /** No copy is put where it would fill a node beyond this, of 1. */
  @WithDefault("0.8")
  double fillMark();

  /** How long a copy too many waits before it is unpinned. */
  @WithDefault("1h")
  Duration excessDelay();

  /** When fewer of the nodes answer, of 1, no copy is made: it may be the plane that cannot see. */
  @WithDefault("0.6")
  double answeringMin();

  /** The size that a content is taken for until its blocks are counted. */
  @WithDefault("256M")
  MemorySize assumedSize();

  /** A transfer that has brought nothing for so long is given up. */
  @WithDefault("10m")
  Duration stallAfter();

  /** How long a node is left alone after a failed transfer; doubles with each, up to six hours. */
  @WithDefault("1m")
  Duration retryAfter();

  /** Transfers at a time that one node takes part in. */
  @WithDefault("16")
  int transfersPerNode();

  /** Transfers at a time in the fleet. */
  @WithDefault("64")
  int transfers();

  /** Bytes a second of all transfers together. */
  @WithDefault("256M")
  MemorySize bytesPerSecond();

  /** Copies that one round unpins, at the most. */
  @WithDefault("64")
  int drops();

  /**
   * These settings as a policy.
   *
   * @throws IllegalArgumentException saying what is wrong and what may be written
   */
  default RepairPolicy policy() {
    try {
      return new RepairPolicy(
          grace(),
          fillMark(),
          excessDelay(),
          answeringMin(),
          assumedSize().asLongValue(),
          stallAfter(),
          retryAfter(),
          new TransferBudget(
              transfersPerNode(), transfers(), bytesPerSecond().asLongValue(), drops()));
    } catch (InvalidSpec wrong) {
      throw new IllegalArgumentException("steward.repair: " + wrong.getMessage(), wrong);
    }
  }
}
