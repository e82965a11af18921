package org.kubosteward.text;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that tests start. They lie below the range that the kernel gives to outgoing
 * connections, and above those of a demo fleet: a port that is free when it is chosen is still free
 * when its process starts, or starts again.
 */
public final class FreePort {
  private static final int LOWEST = 30_000;
  private static final int PORTS = 2_768;

  /** JVMs that test side by side have neighbouring process ids, and begin far from each other. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 331 % PORTS));

  private FreePort() {}

  /** One that nobody listens on, and that this JVM has not given away lately. */
  public static int take() {
    for (int tried = 0; tried < PORTS; tried++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), PORTS);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError(
        "no free port between %d and %d: stop what listens there"
            .formatted(LOWEST, LOWEST + PORTS - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
