package org.kubosteward.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one node of a demo fleet shall be.
 *
 * @param name kubo-1, kubo-2, ...
 * @param environment environment of its daemon, on top of what keeps it private
 * @param directory where it lives; absent means in the fleet's directory, under its name
 */
public record NodeSpec(String name, Map<String, String> environment, Optional<Path> directory) {
  public NodeSpec {
    environment = Map.copyOf(environment);
    directory = directory.map(path -> path.toAbsolutePath().normalize());
  }

  /** The same node with one more environment variable. */
  public NodeSpec withEnvironment(String variable, String value) {
    var more = new TreeMap<>(environment);
    more.put(variable, value);
    return new NodeSpec(name, more, directory);
  }

  /** The same node living elsewhere (on a small disk, say). */
  public NodeSpec in(Path elsewhere) {
    return new NodeSpec(name, environment, Optional.of(elsewhere));
  }
}
