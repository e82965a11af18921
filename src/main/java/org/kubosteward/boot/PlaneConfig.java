package org.kubosteward.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;
import org.kubosteward.remedy.Mode;

/** What this process is, and how far it may go. */
@ConfigMapping(prefix = "steward")
public interface PlaneConfig {
  /**
   * The parts that this process plays, any set of {@code plane}, {@code gateway} and {@code csi},
   * with commas between them. What belongs to none of them is not started: without {@code plane} no
   * round, no database, no page; with {@code csi} alone no listener but the management port.
   */
  @WithDefault("plane")
  Set<Role> roles();

  /**
   * How far any action may go: {@code observe} looks only, {@code propose} says what it would do,
   * {@code approve} waits for a person, {@code auto} leaves it to the mode of each action.
   */
  @WithDefault("auto")
  Mode mode();

  /**
   * Prove the ground and end: every pair of nodes dials and hands over a block, every right and
   * every setting that keeps nodes apart is looked at. Exit status 0 when nothing failed, else 1.
   */
  @WithDefault("false")
  boolean preflight();

  /**
   * While this file is there the plane looks and acts on nothing, whatever its API and its database
   * say; the text in it is the reason.
   */
  @WithDefault("${steward.data.dir:./data}/pause")
  String pauseFile();

  /** What the process keeps on disk. */
  DataConfig data();

  /** What the process keeps on disk. */
  interface DataConfig {
    /** The directory of the journal's file, as long as the journal is a file. */
    @WithDefault("./data")
    String dir();
  }
}
