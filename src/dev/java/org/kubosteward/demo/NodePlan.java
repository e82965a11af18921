package org.kubosteward.demo;

import java.nio.file.Path;
import java.util.Map;

/**
 * One node, settled: where it lives and listens, and who it is.
 *
 * @param name kubo-1, kubo-2, ...
 * @param home its own directory: the repository, the log and the claim
 * @param ports where it listens, on 127.0.0.1
 * @param peerId its libp2p identity, kept with its repository
 * @param environment environment of its daemon, on top of what keeps it private
 */
record NodePlan(
    String name, Path home, NodePorts ports, String peerId, Map<String, String> environment) {

  Path repo() {
    return repo(home);
  }

  Path log() {
    return home.resolve("kubo.log");
  }

  /** The file that says which process runs this node, and for whom. */
  Path claim() {
    return claim(home);
  }

  /** Where siblings reach it: {@code /ip4/127.0.0.1/tcp/PORT}. */
  String swarmAddress() {
    return "/ip4/127.0.0.1/tcp/" + ports.swarm();
  }

  static Path repo(Path home) {
    return home.resolve("repo");
  }

  static Path claim(Path home) {
    return home.resolve("owner.json");
  }
}
