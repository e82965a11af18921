package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;

/** Nodes that run on another configuration, or by another clock, until it is undone. */
final class Tampering {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DemoFleet fleet;
  private final Map<String, Front> fronts;
  private final Deeds deeds;
  private final Map<String, String> before = new TreeMap<>();
  private final List<AutoCloseable> clocks = new ArrayList<>();

  Tampering(DemoFleet fleet, Map<String, Front> fronts, Deeds deeds) {
    this.fleet = fleet;
    this.fronts = fronts;
    this.deeds = deeds;
  }

  /** The node is started anew with that change of its configuration, and is linked again. */
  void config(String name, Consumer<ObjectNode> change) {
    DemoNode node = fleet.node(name);
    node.stop();
    before.putIfAbsent(name, read(node));
    ObjectNode config = parsed(read(node));
    change.accept(config);
    write(node, config.toString());
    node.start();
    link(node);
  }

  /** The file says again what it said before; the node runs on as it was started. */
  void configSaysAgain(String name) {
    write(fleet.node(name), before.getOrDefault(name, read(fleet.node(name))));
  }

  /** It gives blocks to nobody. */
  void servesNobody(String name) {
    config(name, config -> config.putObject("Bitswap").put("ServerEnabled", false));
  }

  /** It runs on a copy of the key of another. */
  void clones(String name, String original) {
    JsonNode identity = parsed(read(fleet.node(original))).path("Identity");
    config(name, config -> config.set("Identity", identity));
  }

  /** What it tells of times is so much earlier. */
  void clockBehind(String name, Duration by) {
    Front shown = fronts.get(name);
    if (shown == null) {
      throw new AssertionError("no node " + name);
    }
    InetSocketAddress inner = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Front counting = new Front(name, inner, fleet.node(name).api(), deeds);
    shown.shut();
    clocks.add(
        new LateClock(
            new InetSocketAddress(shown.api().getHost(), shown.api().getPort()),
            counting.api(),
            by));
    clocks.add(counting);
  }

  /** Everything is as it was. */
  void undo() {
    for (AutoCloseable clock : clocks) {
      try {
        clock.close();
      } catch (Exception e) {
        throw new AssertionError("a clock does not stop", e);
      }
    }
    clocks.clear();
    before.forEach(
        (name, config) -> {
          fleet.node(name).stop();
          write(fleet.node(name), config);
        });
    before.clear();
  }

  /** Nodes whose configuration file is empty, as kubo leaves it when it writes on a full disk. */
  List<String> emptied() {
    return fleet.nodes().stream()
        .filter(node -> file(node).toFile().length() == 0)
        .map(DemoNode::name)
        .toList();
  }

  private void link(DemoNode node) {
    for (DemoNode other : fleet.nodes()) {
      if (other != node && !KuboCalls.connected(other, node)) {
        // The dial to a node of one's own id fails, as it must.
        KuboCalls.post(other, "swarm/connect?arg=" + node.address());
      }
    }
  }

  private static Path file(DemoNode node) {
    return node.repo().resolve("config");
  }

  private static ObjectNode parsed(String config) {
    try {
      return (ObjectNode) JSON.readTree(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(DemoNode node) {
    try {
      return Files.readString(file(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DemoNode node, String config) {
    try {
      Files.writeString(file(node), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
