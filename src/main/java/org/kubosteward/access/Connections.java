package org.kubosteward.access;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections are open: in all at one port, and from one address there. The port of
 * metrics and probes is counted apart, so that nobody crowds it out from the other one.
 */
final class Connections {
  private final int most;
  private final int mostOfAnAddress;
  private final Map<Object, Integer> open = new HashMap<>();

  /**
   * Takes the bounds.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  Connections(int most, int mostOfAnAddress) {
    this.most = positive("steward.api.connections", most);
    this.mostOfAnAddress = positive("steward.api.connections-per-address", mostOfAnAddress);
  }

  /** Whether there is room for one more, which is counted then. */
  synchronized boolean enter(SocketAddress local, SocketAddress remote) {
    Object port = port(local);
    Object client = new Client(port, host(remote));
    if (open.getOrDefault(port, 0) >= most || open.getOrDefault(client, 0) >= mostOfAnAddress) {
      return false;
    }
    open.merge(port, 1, Integer::sum);
    open.merge(client, 1, Integer::sum);
    return true;
  }

  /** One that entered has closed. */
  synchronized void leave(SocketAddress local, SocketAddress remote) {
    Object port = port(local);
    open.computeIfPresent(port, (key, count) -> count > 1 ? count - 1 : null);
    open.computeIfPresent(
        new Client(port, host(remote)), (key, count) -> count > 1 ? count - 1 : null);
  }

  private static Object port(SocketAddress address) {
    return address instanceof InetSocketAddress internet ? internet.getPort() : address;
  }

  private static Object host(SocketAddress address) {
    return address instanceof InetSocketAddress internet ? internet.getAddress() : address;
  }

  private static int positive(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + "=" + value + " lets nobody in; use 1 or more");
    }
    return value;
  }

  private record Client(Object port, Object host) {}
}
