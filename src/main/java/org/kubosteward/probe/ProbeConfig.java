package org.kubosteward.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the nodes are asked. */
@ConfigMapping(prefix = "steward.probe")
public interface ProbeConfig {
  /** The longest that an ordinary question may take, from connecting to the last byte. */
  @WithDefault("4s")
  Duration deadline();

  /**
   * How often the costly questions are put to a node: pins, process, bootstrap list, and with them
   * its configuration.
   */
  @WithDefault("5m")
  Duration slowEvery();

  /** The longest that a costly question may take. */
  @WithDefault("60s")
  Duration slowDeadline();

  /** Whether the provide state is asked of the LAN's DHT, as a private fleet needs it. */
  @WithDefault("true")
  boolean lan();

  /** The longest that a canary's block may take from one node to another. */
  @WithDefault("3s")
  Duration canaryDeadline();

  /** Within this time every ordered pair is proven once, as far as canary-max allows. */
  @WithDefault("3m")
  Duration canaryEvery();

  /** The most canaries begun in one round, over the whole fleet; 0 turns them off. */
  @WithDefault("100")
  int canaryMax();
}
