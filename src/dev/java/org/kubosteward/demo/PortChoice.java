package org.kubosteward.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Chooses the ports of a fleet: the ones people can remember, else free ones. */
final class PortChoice {
  /**
   * Free ports come from here, below the range the kernel gives to outgoing connections: a port
   * that is free while a node is down must still be free when it starts again.
   */
  static final int LOWEST = 11_000;

  static final int HIGHEST = 29_999;

  private final IntPredicate free;
  private final Set<Integer> given = new HashSet<>();
  private int next;

  /**
   * @param free whether nobody listens on a port
   * @param start where the search for free ports begins; fleets that start at the same time begin
   *     at different places
   */
  PortChoice(IntPredicate free, int start) {
    this.free = free;
    this.next = LOWEST + Math.floorMod(start, HIGHEST - LOWEST + 1);
  }

  /** API 5100+i, swarm 4100+i, gateway 8100+i for node i from 1; says which it had to replace. */
  List<NodePorts> memorable(List<String> names, Consumer<String> progress) {
    var ports = new ArrayList<NodePorts>();
    for (int i = 1; i <= names.size(); i++) {
      var name = names.get(i - 1);
      ports.add(
          new NodePorts(
              wish(5100 + i, name + " API", progress),
              wish(4100 + i, name + " swarm", progress),
              wish(8100 + i, name + " gateway", progress)));
    }
    return List.copyOf(ports);
  }

  /** Free ports for so many nodes. */
  List<NodePorts> free(int nodes) {
    var ports = new ArrayList<NodePorts>();
    for (int i = 0; i < nodes; i++) {
      ports.add(new NodePorts(next(), next(), next()));
    }
    return List.copyOf(ports);
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private int wish(int port, String what, Consumer<String> progress) {
    if (free.test(port) && given.add(port)) {
      return port;
    }
    int other = next();
    progress.accept("port %d is taken: %s listens on %d instead".formatted(port, what, other));
    return other;
  }

  private int next() {
    for (int tried = LOWEST; tried <= HIGHEST; tried++) {
      int port = next;
      next = port == HIGHEST ? LOWEST : port + 1;
      if (!given.contains(port) && free.test(port)) {
        given.add(port);
        return port;
      }
    }
    throw new DemoException(
        "no free port between %d and %d on 127.0.0.1: stop what listens there"
            .formatted(LOWEST, HIGHEST));
  }
}
