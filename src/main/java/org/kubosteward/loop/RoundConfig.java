package org.kubosteward.loop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pace of the loop. */
@ConfigMapping(prefix = "steward.round")
public interface RoundConfig {
  /** How often the fleet is looked at while all is settled. */
  @WithDefault("15s")
  Duration every();

  /**
   * How often it is looked at while something is unsettled: a condition that does not count yet, an
   * action under way or not verified, a canary to be confirmed. Rounds that take long are further
   * apart: they never fill more than a quarter of the time.
   */
  @WithDefault("1s")
  Duration unsettledEvery();

  /** For how long after the last change the quicker pace is kept at the most. */
  @WithDefault("2m")
  Duration unsettledFor();
}
