package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is packaged for production knows nothing of the demo. */
class ProductionArtifactIT {
  private static final Path APPLICATION = Path.of("target", "quarkus-app");
  private static final String ROOM = "org/kubosteward/demo/";

  @Test
  void theDemoIsAbsentFromTheProductionBuild() throws Exception {
    assertThat(APPLICATION.resolve("quarkus-run.jar"))
        .as("run ./mvnw package first: this looks at what it made")
        .exists();
    assertThat(jars().flatMap(jar -> demoClasses(jar).stream()))
        .as("list these in quarkus.package.jar.user-configured-ignored-entries")
        .isEmpty();
  }

  private static Stream<Path> jars() throws IOException {
    try (var app = Files.list(APPLICATION.resolve("app"));
        var generated = Files.list(APPLICATION.resolve("quarkus"))) {
      return Stream.concat(app, generated)
          .filter(path -> path.toString().endsWith(".jar"))
          .toList()
          .stream();
    }
  }

  private static List<String> demoClasses(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(ROOM) && name.endsWith(".class"))
          .map(name -> jar.getFileName() + ": " + name)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
