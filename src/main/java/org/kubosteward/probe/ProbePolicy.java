package org.kubosteward.probe;

import java.time.Duration;

/** How the nodes are asked, validated; see {@link ProbeConfig} for the meaning of each. */
public record ProbePolicy(
    Duration deadline,
    Duration slowEvery,
    Duration slowDeadline,
    boolean lan,
    Duration canaryDeadline,
    Duration canaryEvery,
    int canaryMax) {

  public ProbePolicy {
    between("deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
    between("slow-every", slowEvery, Duration.ofSeconds(10), Duration.ofDays(1));
    between("slow-deadline", slowDeadline, Duration.ofSeconds(1), Duration.ofMinutes(10));
    between("canary-deadline", canaryDeadline, Duration.ofMillis(500), Duration.ofMinutes(1));
    between("canary-every", canaryEvery, Duration.ofSeconds(10), Duration.ofHours(1));
    if (canaryMax < 0 || canaryMax > 1000) {
      throw new IllegalArgumentException(
          "steward.probe.canary-max is %d; it is a number from 0 to 1000".formatted(canaryMax));
    }
  }

  /** The settings as a policy. */
  public static ProbePolicy of(ProbeConfig config) {
    return new ProbePolicy(
        config.deadline(),
        config.slowEvery(),
        config.slowDeadline(),
        config.lan(),
        config.canaryDeadline(),
        config.canaryEvery(),
        config.canaryMax());
  }

  private static void between(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "steward.probe.%s is %s; it is a duration from %s to %s"
              .formatted(name, words(value), words(least), words(most)));
    }
  }

  private static String words(Duration span) {
    return span.toMillis() < 1000 ? span.toMillis() + "ms" : span.toSeconds() + "s";
  }
}
