package org.kubosteward.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.plane.KuboCalls;
import org.kubosteward.plane.PlaneProcess;

/**
 * What all tests of the page share, since starting it takes longer than using it: three real nodes
 * and one Chromium. A test leaves the nodes as it found them.
 */
final class Ground implements AutoCloseable {
  /** The token of somebody who may read and operate. */
  static final String TOKEN = "the token of alice";

  private static final int MIB = 1 << 20;
  private static final String FULL = "20MB";

  /** The findings that are made here, each told after a second instead of minutes. */
  private static final List<String> CODES =
      List.of("NODE_HUNG", "NODE_API_UNREACHABLE", "REPO_FULL");

  private final Path directory;
  private final DemoFleet fleet;
  private final Chromium chromium;

  private Ground(Path directory, DemoFleet fleet, Chromium chromium) {
    this.directory = directory;
    this.fleet = fleet;
    this.chromium = chromium;
  }

  private static Ground open() {
    try {
      Path directory = Files.createTempDirectory("kubo-steward-browser");
      DemoFleet fleet =
          DemoFleet.start(
              KuboBinary.obtain(System.err::println),
              DemoSpec.threeNodes().in(directory.resolve("fleet")).withStorageMax(FULL));
      try {
        return new Ground(directory, fleet, Chromium.start());
      } catch (RuntimeException | AssertionError e) {
        fleet.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh window: {@link Chromium#window()}. */
  Window window() {
    return chromium.window();
  }

  DemoNode node(String name) {
    return fleet.node(name);
  }

  /** Adds more than the repository is to hold, of what nobody keeps. */
  void fill(String node) {
    String unused = KuboCalls.add(fleet.node(node), 20 * MIB, false);
  }

  /** Takes from the disk what nobody keeps. */
  void collect(String node) {
    String unused = KuboCalls.post(fleet.node(node), "repo/gc");
  }

  /** A plane over the nodes that collects garbage when a person says yes; not started yet. */
  PlaneProcess plane(String name) {
    PlaneProcess plane =
        new PlaneProcess(directory.resolve(name))
            .over(fleet.nodes())
            .with("steward.api.tokens.\"alice\".sha256", sha256(TOKEN))
            .with("steward.api.tokens.\"alice\".scopes", "read,operate")
            .with("steward.remedy.actions.\"collect-garbage\".mode", "approve");
    for (String code : CODES) {
      plane.with("steward.health.codes.\"" + code + "\".raise-after", "1s");
      plane.with("steward.health.codes.\"" + code + "\".clear-after", "1s");
    }
    return plane;
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    chromium.close();
    fleet.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the ground to the tests of all classes; the end of the last one closes it. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Ground.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Ground.class))
          .computeIfAbsent(Ground.class, made -> open(), Ground.class);
    }
  }
}
