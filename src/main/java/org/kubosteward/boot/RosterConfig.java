package org.kubosteward.boot;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kubosteward.roster.RosterClientConfig;
import org.kubosteward.text.TokenFile;

/** Where a process that is no plane learns which nodes to use. */
@ConfigMapping(prefix = "steward.roster")
public interface RosterConfig {
  /**
   * Addresses of the planes, {@code http://kubo-steward:8080}, with commas between them; asked one
   * after the other until one answers. Read by {@code gateway} and {@code csi} in a process without
   * {@code plane}.
   */
  Optional<List<URI>> planes();

  /**
   * File with a token that may read, where the planes ask for one; read when the process starts.
   */
  Optional<Path> tokenFile();

  /**
   * How the planes are asked; empty where none is named.
   *
   * @throws IllegalArgumentException naming the setting and what to write
   */
  default Optional<RosterClientConfig> client() {
    return planes().filter(planes -> !planes.isEmpty()).map(this::client);
  }

  private RosterClientConfig client(List<URI> planes) {
    Optional<String> token =
        tokenFile().map(file -> TokenFile.read(file, "steward.roster.token-file"));
    try {
      return RosterClientConfig.shipped(planes, token);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("steward.roster.planes: " + wrong.getMessage(), wrong);
    }
  }
}
