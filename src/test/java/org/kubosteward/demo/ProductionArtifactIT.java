package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        .as(
            "the jar plugin leaves the room of the demo out, and the application is built of its jar")
        .isEmpty();
  }

  @Test
  void everyLibraryOfTheApplicationIsInItsBillOfMaterials() throws Exception {
    Path file = Path.of("target", "sbom.json");
    assertThat(file).as("./mvnw package writes it, unless Maven is told to be offline").exists();
    JsonNode sbom = new ObjectMapper().readTree(file.toFile());
    Set<String> listed = new TreeSet<>();
    sbom.path("components")
        .forEach(
            part ->
                listed.add(
                    "%s.%s-%s.jar"
                        .formatted(
                            part.path("group").asText(),
                            part.path("name").asText(),
                            part.path("version").asText())));

    assertThat(libraries()).isNotEmpty().allSatisfy(jar -> assertThat(listed).contains(jar));
  }

  /** As Quarkus names them: group, artifact and version; a native part has a classifier too. */
  private static List<String> libraries() throws IOException {
    try (var main = Files.list(APPLICATION.resolve("lib/main"));
        var boot = Files.list(APPLICATION.resolve("lib/boot"))) {
      return Stream.concat(main, boot).map(jar -> jar.getFileName().toString()).sorted().toList();
    }
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
