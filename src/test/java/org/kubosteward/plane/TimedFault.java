package org.kubosteward.plane;

import java.util.List;
import java.util.function.BiPredicate;
import org.kubosteward.demo.DemoNode;

/** A fault whose times are taken, on a fleet that is well. */
enum TimedFault {
  LINK_CUT(
      "a link cut on both sides",
      "blocks cross all links",
      1,
      1,
      List.of("SIBLING_DISCONNECTED", "LINK_NOT_EXCHANGING")) {
    @Override
    void inject(List<DemoNode> nodes, int turn) {
      DemoNode one = nodes.get(turn % nodes.size());
      DemoNode other = nodes.get((turn + 1) % nodes.size());
      KuboCalls.disconnect(one, other);
      KuboCalls.disconnect(other, one);
    }

    @Override
    boolean over(List<DemoNode> nodes, int turn) {
      return exchanging(nodes);
    }
  },
  KILLED(
      "kill -9 of a kubo, started at once",
      "blocks cross all links",
      1,
      1,
      List.of("NODE_DOWN", "SIBLING_DISCONNECTED", "LINK_NOT_EXCHANGING", "FLEET_PARTITIONED")) {
    @Override
    void inject(List<DemoNode> nodes, int turn) {
      DemoNode node = nodes.get(turn % nodes.size());
      node.kill();
      node.start();
    }

    @Override
    boolean over(List<DemoNode> nodes, int turn) {
      return exchanging(nodes);
    }
  },
  STOPPED(
      "SIGSTOP of a kubo",
      "(nobody mends it) no sibling lists it any more",
      2,
      1,
      List.of("NODE_HUNG")) {
    @Override
    void inject(List<DemoNode> nodes, int turn) {
      nodes.get(turn % nodes.size()).pause();
    }

    @Override
    boolean over(List<DemoNode> nodes, int turn) {
      DemoNode stopped = nodes.get(turn % nodes.size());
      return nodes.stream()
          .noneMatch(node -> node != stopped && KuboCalls.connected(node, stopped));
    }

    @Override
    void end(List<DemoNode> nodes, int turn) {
      nodes.get(turn % nodes.size()).resume();
    }
  },
  FULL("a repository over StorageMax", "collected", 1, 10, List.of("REPO_FULL")) {
    @Override
    void inject(List<DemoNode> nodes, int turn) {
      KuboCalls.add(nodes.get(turn % nodes.size()), 20 << 20, false);
    }

    @Override
    boolean over(List<DemoNode> nodes, int turn) {
      String stat = KuboCalls.post(nodes.get(turn % nodes.size()), "repo/stat?size-only=true");
      return Long.parseLong(stat.replaceAll("(?s).*\"RepoSize\":(\\d+).*", "$1")) < 10 << 20;
    }

    @Override
    void end(List<DemoNode> nodes, int turn) {
      KuboCalls.post(nodes.get(turn % nodes.size()), "repo/gc");
    }
  };

  private final String what;
  private final String mended;
  private final int lanes;
  private final int batch;
  private final List<String> codes;

  TimedFault(String what, String mended, int lanes, int batch, List<String> codes) {
    this.what = what;
    this.mended = mended;
    this.lanes = lanes;
    this.batch = batch;
    this.codes = codes;
  }

  abstract void inject(List<DemoNode> nodes, int turn);

  /** Whether it is mended. */
  abstract boolean over(List<DemoNode> nodes, int turn);

  /** Undoes what nobody mends. */
  void end(List<DemoNode> nodes, int turn) {}

  String what() {
    return what;
  }

  String mended() {
    return mended;
  }

  /** Pairs of fleets that share its repetitions. */
  int lanes() {
    return lanes;
  }

  /** Without a plane so many are held at once, each on a node of its own: waiting costs nothing. */
  int batch() {
    return batch;
  }

  /** Whether nobody mends it. */
  boolean endless() {
    return this == STOPPED;
  }

  /** Any of these is the verdict. */
  List<String> codes() {
    return codes;
  }

  /** Whether every node lists every other, and a block crosses each link both ways. */
  static boolean exchanging(List<DemoNode> nodes) {
    return everyPair(nodes, KuboCalls::connected) && everyPair(nodes, KuboCalls::exchanges);
  }

  private static boolean everyPair(List<DemoNode> nodes, BiPredicate<DemoNode, DemoNode> holds) {
    return nodes.stream().allMatch(a -> nodes.stream().allMatch(b -> a == b || holds.test(a, b)));
  }
}
