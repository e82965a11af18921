package org.kubosteward.kubo;

import java.time.Duration;

/**
 * The bounds on every call. Bytes are of the body on the wire.
 *
 * @param connectTimeout how long a TCP connection may take
 * @param idleTimeout how long an unused connection is kept for the next call
 * @param connectionsPerNode kept connections to one node; further calls wait for one of them
 * @param freshConnectionsPerNode connections to one node for calls that want their own
 * @param waitingPerNode calls that may wait for one of a node's connections; more fail at once
 * @param maxBodyBytes an ordinary answer: 1,000 peers are 0.25 MB, kubo's metrics 0.2 MB
 * @param maxStreamBytes an answer counted line by line and never held: a pin is about 90 bytes
 * @param maxLineBytes one line of such an answer
 */
public record KuboLimits(
    Duration connectTimeout,
    Duration idleTimeout,
    int connectionsPerNode,
    int freshConnectionsPerNode,
    int waitingPerNode,
    int maxBodyBytes,
    long maxStreamBytes,
    int maxLineBytes) {

  /** What suits a fleet on one network: answers of 8 MiB, streams of 256 MiB. */
  public static final KuboLimits DEFAULT =
      new KuboLimits(
          Duration.ofSeconds(2), Duration.ofSeconds(60), 4, 16, 64, 8 << 20, 256L << 20, 64 << 10);

  /** What suits content: many blocks and transfers of a node at a time. */
  public static final KuboLimits OF_CONTENT =
      new KuboLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          32,
          64,
          1_024,
          8 << 20,
          256L << 20,
          64 << 10);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the bound that is not above zero
   */
  public KuboLimits {
    above("connectTimeout", connectTimeout.toMillis());
    above("idleTimeout", idleTimeout.toSeconds());
    above("connectionsPerNode", connectionsPerNode);
    above("freshConnectionsPerNode", freshConnectionsPerNode);
    above("waitingPerNode", waitingPerNode);
    above("maxBodyBytes", maxBodyBytes);
    above("maxStreamBytes", maxStreamBytes);
    above("maxLineBytes", maxLineBytes);
  }

  private static void above(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be above zero, not " + value);
    }
  }
}
