package org.kubosteward.roster;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a roster is asked for, and how patiently.
 *
 * @param planes the addresses of the planes, {@code http://host:8080} with any path prefix; asked
 *     one after the other until one answers
 * @param token the token that may read, if one is needed
 * @param hold how long a plane is to hold the request while nothing changes, 60 s at most; zero to
 *     be answered at once
 * @param deadline how long an answer may take beyond that, connecting included
 * @param pause between two requests at the least, and between two that failed at first; doubled
 *     with each failure up to {@link #PAUSE_MOST}
 * @param bytesMost a longer answer is no roster
 */
public record RosterClientConfig(
    List<URI> planes,
    Optional<String> token,
    Duration hold,
    Duration deadline,
    Duration pause,
    int bytesMost) {
  /** Nobody is left without a plane for longer than this after it is back. */
  public static final Duration PAUSE_MOST = Duration.ofSeconds(30);

  private static final int BYTES_MOST = 8 << 20;

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException naming what is wrong; it never repeats a credential
   */
  public RosterClientConfig {
    planes = List.copyOf(planes);
    if (planes.isEmpty()) {
      throw new IllegalArgumentException("name one plane at least, like http://kubo-steward:8080");
    }
    for (URI plane : planes) {
      boolean http = "http".equals(plane.getScheme()) || "https".equals(plane.getScheme());
      if (!http || plane.getHost() == null || plane.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "the address of a plane is written like http://kubo-steward:8080, without credentials");
      }
    }
    if (hold.isNegative() || hold.toSeconds() > RosterResource.WAIT_MOST_SECONDS) {
      throw new IllegalArgumentException(
          "a plane holds a request for 0 to %d s".formatted(RosterResource.WAIT_MOST_SECONDS));
    }
    if (deadline.toMillis() < 1 || pause.toMillis() < 1 || bytesMost < 1) {
      throw new IllegalArgumentException("deadline, pause and bytes are to be more than nothing");
    }
  }

  /** As a gateway or an agent asks. */
  public static RosterClientConfig shipped(List<URI> planes, Optional<String> token) {
    return new RosterClientConfig(
        planes,
        token,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        BYTES_MOST);
  }

  @Override
  public String toString() {
    return "RosterClientConfig[" + planes + (token.isPresent() ? ", with a token]" : "]");
  }
}
