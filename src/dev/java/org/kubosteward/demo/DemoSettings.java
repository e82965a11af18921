package org.kubosteward.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/**
 * Settings of the demo fleet. Read by hand and not as a mapping: a mapping leaves traces of itself
 * in production builds, where no demo is.
 *
 * @param enabled whether dev mode starts kubo nodes of its own when no fleet is configured
 * @param kubo kubo's {@code ipfs} executable; when absent, {@code lab/get ipfs} finds or builds it
 * @param nodes how many nodes, 1 to 30; each takes some 70 MB of memory
 * @param storageMax Datastore.StorageMax of each node, in kubo's notation
 * @param directory where the nodes live, from the project directory; kept between runs
 */
record DemoSettings(
    boolean enabled, Optional<Path> kubo, int nodes, String storageMax, Path directory) {

  private static final String PREFIX = "steward.demo.";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("enabled", "kubo", "nodes", "storage-max", "directory"));

  /**
   * The settings under steward.demo.
   *
   * @throws DemoException when one is unknown or has a value of the wrong kind
   */
  static DemoSettings of(Config config) {
    for (var name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX) && !KNOWN.contains(name.substring(PREFIX.length()))) {
        throw new DemoException("unknown setting %s; steward.demo has %s".formatted(name, KNOWN));
      }
    }
    try {
      return new DemoSettings(
          config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(true),
          config.getOptionalValue(PREFIX + "kubo", Path.class),
          config.getOptionalValue(PREFIX + "nodes", Integer.class).orElse(3),
          config.getOptionalValue(PREFIX + "storage-max", String.class).orElse("10GB"),
          config
              .getOptionalValue(PREFIX + "directory", Path.class)
              .orElse(Path.of("target", "demo")));
    } catch (IllegalArgumentException e) {
      throw new DemoException("a steward.demo setting cannot be read: " + e.getMessage(), e);
    }
  }
}
