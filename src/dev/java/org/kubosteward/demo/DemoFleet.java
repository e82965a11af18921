package org.kubosteward.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Real kubo nodes in a private swarm on 127.0.0.1, for as long as it is open.
 *
 * <pre>{@code
 * try (var fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory))) {
 *   fleet.node("kubo-2").pause();
 * }
 * }</pre>
 *
 * <p>Closing it, or the end of this process, stops every node it started and nothing else. Nodes
 * left by a process that was killed are stopped when a fleet next starts in the same directory.
 * Identities and data stay in the directory.
 */
public final class DemoFleet implements AutoCloseable {
  /**
   * How long the end of this process lets nodes end by themselves first: Ctrl-C reaches them from
   * the terminal too, and a second request makes kubo leave without closing its store.
   */
  private static final Duration AFTER_CTRL_C = Duration.ofMillis(250);

  private final List<DemoNode> nodes;
  private final Thread hook;

  private DemoFleet(List<DemoNode> nodes) {
    this.nodes = nodes;
    this.hook = new Thread(this::processEnds, "demo-fleet-end");
  }

  /**
   * Starts the fleet and waits until every node answers and, unless it shall have no links, is
   * connected to its siblings.
   *
   * @throws DemoException when it does not come up in a minute; nothing is left running then
   */
  public static DemoFleet start(KuboBinary kubo, DemoSpec spec) {
    return start(kubo, spec, sentence -> {});
  }

  /** As {@link #start(KuboBinary, DemoSpec)}; {@code progress} hears what is done. */
  public static DemoFleet start(KuboBinary kubo, DemoSpec spec, Consumer<String> progress) {
    try {
      var nodes = prepare(kubo, spec, progress);
      var fleet = new DemoFleet(nodes);
      Runtime.getRuntime().addShutdownHook(fleet.hook);
      try {
        nodes.forEach(DemoNode::launch);
        for (var node : nodes) {
          node.awaitReady();
        }
        if (spec.links() != DemoSpec.Links.NONE) {
          connect(nodes);
        }
      } catch (RuntimeException | InterruptedException e) {
        fleet.close();
        throw e;
      }
      progress.accept("%d kubo nodes answer: %s".formatted(nodes.size(), nodes));
      return fleet;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted while starting " + spec, e);
    }
  }

  /** The nodes, in order. */
  public List<DemoNode> nodes() {
    return nodes;
  }

  /**
   * The node of that name.
   *
   * @throws DemoException when there is none
   */
  public DemoNode node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new DemoException("no node %s among %s".formatted(name, nodes)));
  }

  /** Stops every node, in parallel. May be called again. */
  @Override
  public void close() {
    // The nodes must end even when the closing thread was interrupted: that is how a start is
    // given up.
    boolean wasInterrupted = Thread.interrupted();
    try {
      if (forgetHook()) {
        stopAll();
      } else {
        processEnds();
      }
    } catch (InterruptedException e) {
      wasInterrupted = true;
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<DemoNode> prepare(KuboBinary kubo, DemoSpec spec, Consumer<String> progress)
      throws InterruptedException {
    var ground = new FleetGround(kubo, spec);
    var homes = ground.homes();
    for (int i = 0; i < homes.size(); i++) {
      Leftover.clear(spec.nodes().get(i).name(), homes.get(i), progress);
    }
    var choice = new PortChoice(PortChoice::isFree, ThreadLocalRandom.current().nextInt());
    var ports =
        spec.memorablePorts()
            ? choice.memorable(spec.names(), progress)
            : choice.free(spec.nodes().size());
    var rpc = new Rpc(spec.apiSecret());
    return ground.lay(ports).stream().map(plan -> new DemoNode(kubo, plan, rpc)).toList();
  }

  /** kubo's own first dial of a peering partner comes 4 to 7 s after its start. */
  private static void connect(List<DemoNode> nodes) throws InterruptedException {
    for (int i = 0; i < nodes.size(); i++) {
      for (var sibling : nodes.subList(i + 1, nodes.size())) {
        var first = nodes.get(i).connect(sibling);
        // A connect can fail once when both sides dial at the same moment.
        var second = first.isEmpty() ? first : nodes.get(i).connect(sibling);
        if (second.isPresent()) {
          throw new DemoException(
              "%s cannot connect to %s: %s".formatted(nodes.get(i), sibling, second.get()));
        }
      }
    }
  }

  /** The process is ending, and both its own hooks and ours may come here at once. */
  private synchronized void processEnds() {
    nodes.forEach(DemoNode::retire);
    try {
      for (var node : nodes) {
        node.awaitOwnEnd(AFTER_CTRL_C.dividedBy(nodes.size()));
      }
      stopAll();
    } catch (InterruptedException e) {
      // The next start recognises what is left.
      Thread.currentThread().interrupt();
    }
  }

  private void stopAll() throws InterruptedException {
    nodes.forEach(DemoNode::retire);
    for (var node : nodes) {
      node.askToStop();
    }
    for (var node : nodes) {
      node.awaitStopped();
    }
  }

  /** Whether the process goes on; when it is ending, its hooks can no longer be changed. */
  private boolean forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
