package org.kubosteward.gateway.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of downloads. */
@ConfigMapping(prefix = "steward.content")
public interface DownloadConfig {
  /** How many downloads are given at once; each holds a few megabytes and no thread. */
  @WithDefault("16")
  int downloadsAtOnce();

  /** How long a node may take for one block before another is asked. */
  @WithDefault("5s")
  Duration blockDeadline();
}
