package org.kubosteward.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What a demo fleet shall be. Begin with {@link #threeNodes()}.
 *
 * @param nodes its nodes, named kubo-1 to kubo-N
 * @param directory where the fleet lives: its swarm key, and one directory a node
 * @param storageMax kubo's Datastore.StorageMax, as kubo writes sizes ("50MB")
 * @param links how the nodes come to know each other
 * @param memorablePorts whether to wish for API 5100+i, swarm 4100+i, gateway 8100+i; else any free
 *     ports
 * @param apiSecret the secret of kubo's RPC as kubo writes it ("bearer:TOKEN" or
 *     "basic:NAME:PASSWORD"); without one the RPC is open
 */
public record DemoSpec(
    List<NodeSpec> nodes,
    Path directory,
    String storageMax,
    Links links,
    boolean memorablePorts,
    Optional<String> apiSecret) {

  /** How the nodes of a fleet come to know each other. */
  public enum Links {
    /** Peering partners, connected once after the start: how a fleet should be. */
    PEERED,
    /** Bootstrap nodes as well: the known fault that leaves links blind to bitswap. */
    IN_BOOTSTRAP,
    /** Not at all: nobody dials anybody. */
    NONE
  }

  /** A node takes some 70 MB of memory; a laptop bears this many. */
  public static final int MOST_NODES = 30;

  public DemoSpec {
    nodes = List.copyOf(nodes);
    directory = directory.toAbsolutePath().normalize();
  }

  /** Three peered nodes of 50 MB with open RPC, on free ports, under target/demo. */
  public static DemoSpec threeNodes() {
    return new DemoSpec(
        named(3), Path.of("target", "demo"), "10GB", Links.PEERED, false, Optional.empty());
  }

  /** The same fleet in another directory. */
  public DemoSpec in(Path elsewhere) {
    return new DemoSpec(nodes, elsewhere, storageMax, links, memorablePorts, apiSecret);
  }

  /**
   * The same with so many plain nodes.
   *
   * @throws DemoException below 1 or above {@value #MOST_NODES}
   */
  public DemoSpec withNodes(int count) {
    return new DemoSpec(named(count), directory, storageMax, links, memorablePorts, apiSecret);
  }

  /** The same with one node changed: {@code with("kubo-2", node -> node.in(smallDisk))}. */
  public DemoSpec with(String name, UnaryOperator<NodeSpec> change) {
    if (nodes.stream().noneMatch(node -> node.name().equals(name))) {
      throw new DemoException(
          "no node %s among %s".formatted(name, nodes.stream().map(NodeSpec::name).toList()));
    }
    var changed =
        nodes.stream().map(node -> node.name().equals(name) ? change.apply(node) : node).toList();
    return new DemoSpec(changed, directory, storageMax, links, memorablePorts, apiSecret);
  }

  /** The same with one more environment variable for every node's daemon. */
  public DemoSpec withEnvironment(String variable, String value) {
    var changed = nodes.stream().map(node -> node.withEnvironment(variable, value)).toList();
    return new DemoSpec(changed, directory, storageMax, links, memorablePorts, apiSecret);
  }

  /** The same with another Datastore.StorageMax ("50MB"). */
  public DemoSpec withStorageMax(String max) {
    return new DemoSpec(nodes, directory, max, links, memorablePorts, apiSecret);
  }

  /** The same with the nodes linked otherwise. */
  public DemoSpec withLinks(Links otherwise) {
    return new DemoSpec(nodes, directory, storageMax, otherwise, memorablePorts, apiSecret);
  }

  /** The same on the ports people can remember, as far as they are free. */
  public DemoSpec onMemorablePorts() {
    return new DemoSpec(nodes, directory, storageMax, links, true, apiSecret);
  }

  /** The same with an RPC that asks for "bearer:TOKEN" or "basic:NAME:PASSWORD". */
  public DemoSpec withApiSecret(String secret) {
    return new DemoSpec(nodes, directory, storageMax, links, memorablePorts, Optional.of(secret));
  }

  /** The nodes' names, in order. */
  public List<String> names() {
    return nodes.stream().map(NodeSpec::name).toList();
  }

  @Override
  public String toString() {
    return "%d nodes in %s (%s, %s)".formatted(nodes.size(), directory, storageMax, links);
  }

  private static List<NodeSpec> named(int count) {
    if (count < 1 || count > MOST_NODES) {
      throw new DemoException(
          "a demo fleet has 1 to %d nodes, not %d".formatted(MOST_NODES, count));
    }
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new NodeSpec("kubo-" + i, Map.of(), Optional.empty()))
        .toList();
  }
}
