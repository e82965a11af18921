package org.kubosteward.gateway.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of uploads. */
@ConfigMapping(prefix = "steward.content")
public interface UploadConfig {
  /** How large one upload may be, in bytes of its body. */
  @WithDefault("1T")
  MemorySize uploadMax();

  /** How many uploads are taken at once; each holds a few megabytes and one thread. */
  @WithDefault("8")
  int uploadsAtOnce();

  /** How long no byte of a body may come before its upload is given up. */
  @WithDefault("60s")
  Duration uploadSilence();

  /**
   * How long a node may not get on with blocks or with a pin before an upload to it is given up.
   */
  @WithDefault("60s")
  Duration nodePatience();

  /** How many files and directories a tar may have. They are held until its end. */
  @WithDefault("20000")
  int tarEntriesMax();

  /** How many resumable uploads may be there; each holds up to a megabyte while it waits. */
  @WithDefault("32")
  int resumableMax();

  /** After how long without a request a resumable upload is forgotten. */
  @WithDefault("24h")
  Duration resumableIdle();
}
