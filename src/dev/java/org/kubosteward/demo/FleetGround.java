package org.kubosteward.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a fleet stands on: its swarm key, and a repository and a config file for each node. */
final class FleetGround {
  /** {@code ipfs init} takes 40 ms; a loaded machine is given much more. */
  private static final Duration LONGEST_INIT = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KuboBinary kubo;
  private final DemoSpec spec;

  FleetGround(KuboBinary kubo, DemoSpec spec) {
    this.kubo = kubo;
    this.spec = spec;
  }

  /** The directory of its own that each node has, in order; they exist. */
  List<Path> homes() {
    return spec.nodes().stream()
        .map(node -> node.directory().orElseGet(() -> spec.directory().resolve(node.name())))
        .map(FleetGround::directory)
        .toList();
  }

  /** Makes what is missing, keeps identities and data, and writes every config anew. */
  List<NodePlan> lay(List<NodePorts> ports) throws InterruptedException {
    var homes = homes();
    initialise(homes);
    try {
      var swarmKey = swarmKey();
      var written = new ArrayList<ObjectNode>();
      var plans = new ArrayList<NodePlan>();
      for (int i = 0; i < homes.size(); i++) {
        var home = homes.get(i);
        var node = spec.nodes().get(i);
        var config = readConfig(home);
        written.add(config);
        plans.add(
            new NodePlan(
                node.name(),
                home,
                ports.get(i),
                config.at("/Identity/PeerID").asText(),
                node.environment()));
        Files.copy(
            swarmKey,
            NodePlan.repo(home).resolve("swarm.key"),
            StandardCopyOption.REPLACE_EXISTING);
        keepOneOldLog(plans.get(i).log());
      }
      for (int i = 0; i < plans.size(); i++) {
        var self = plans.get(i);
        var siblings = plans.stream().filter(plan -> !plan.equals(self)).toList();
        var config = KuboConfig.render(written.get(i), self, siblings, spec);
        JSON.writerWithDefaultPrettyPrinter().writeValue(config(self.home()).toFile(), config);
      }
      return List.copyOf(plans);
    } catch (IOException e) {
      throw new DemoException("cannot write the fleet's files in " + spec.directory(), e);
    }
  }

  private void initialise(List<Path> homes) throws InterruptedException {
    var started = new ArrayList<Initialising>();
    try {
      for (var home : homes) {
        if (!Files.exists(config(home))) {
          started.add(Initialising.start(kubo, home));
        }
      }
      for (var one : started) {
        one.finish();
      }
    } catch (IOException e) {
      throw new DemoException("cannot run ipfs init in " + spec.directory(), e);
    } finally {
      started.forEach(one -> one.process().destroyForcibly());
    }
  }

  /**
   * One {@code ipfs init}, done aside and moved whole: half a repository looks like a broken one.
   */
  private record Initialising(Process process, Path aside, Path repo, Path log) {
    static Initialising start(KuboBinary kubo, Path home) throws IOException {
      var repo = NodePlan.repo(home);
      var aside = home.resolve("repo.partial");
      deleteTree(aside);
      deleteTree(repo);
      var log = home.resolve("init.log");
      var process =
          new ProcessBuilder(
                  kubo.executable().toString(),
                  Claim.repoOption(aside.toString()),
                  "init",
                  "--empty-repo",
                  "--profile=test")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()))
              .start();
      return new Initialising(process, aside, repo, log);
    }

    void finish() throws InterruptedException, IOException {
      boolean ended = process.waitFor(LONGEST_INIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new DemoException(
            "ipfs init failed for %s:\n%s".formatted(repo, Files.readString(log).strip()));
      }
      Files.move(aside, repo);
    }
  }

  private ObjectNode readConfig(Path home) throws IOException {
    var file = config(home);
    if (JSON.readTree(file.toFile()) instanceof ObjectNode config
        && config.at("/Identity/PeerID").isTextual()) {
      return config;
    }
    throw new DemoException(
        "%s is no kubo config (a full disk empties it): delete %s".formatted(file, home));
  }

  /** One key for all, kept with the fleet. */
  private Path swarmKey() throws IOException {
    var file = directory(spec.directory()).resolve("swarm.key");
    if (!Files.exists(file)) {
      var key = new byte[32];
      new SecureRandom().nextBytes(key);
      Files.writeString(
          file, "/key/swarm/psk/1.0.0/\n/base16/\n" + HexFormat.of().formatHex(key) + "\n");
    }
    return file;
  }

  private static void keepOneOldLog(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path config(Path home) {
    return NodePlan.repo(home).resolve("config");
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new DemoException("cannot make the directory " + path, e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
