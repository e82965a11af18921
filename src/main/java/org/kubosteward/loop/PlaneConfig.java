package org.kubosteward.loop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;
import org.kubosteward.remedy.Mode;

/** What this process is, and how far it may go. */
@ConfigMapping(prefix = "steward")
public interface PlaneConfig {
  /** The parts that this process plays: {@code plane}. */
  @WithDefault("plane")
  Set<Role> roles();

  /**
   * How far any action may go: {@code observe} looks only, {@code propose} says what it would do,
   * {@code approve} waits for a person, {@code auto} leaves it to the mode of each action.
   */
  @WithDefault("auto")
  Mode mode();

  /** What the process keeps on disk. */
  DataConfig data();

  /** What the process keeps on disk. */
  interface DataConfig {
    /** The directory of the journal's file, as long as the journal is a file. */
    @WithDefault("./data")
    String dir();
  }

  /** The parts that a process can play. */
  enum Role {
    PLANE
  }
}
