package org.kubosteward.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code kubernetes/}, as they lie there. */
public final class Manifests {
  public static final Path HOME = Path.of("kubernetes");

  private Manifests() {}

  /** All YAML below, in order; none that {@code generate-secrets} made. */
  public static List<Path> yaml(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.getFileName().toString().startsWith("run-kubernetes-"))
          .sorted()
          .toList();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** What is in it. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
