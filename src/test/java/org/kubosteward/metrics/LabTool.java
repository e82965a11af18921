package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A pinned tool of the lab. One that cannot be had fails the test with what to install. */
public final class LabTool {
  private static final int MINUTES = 5;

  private final String path;

  public LabTool(String name) throws IOException, InterruptedException {
    this.path = run(null, List.of("lab/get", name)).strip();
  }

  /** Where it is. */
  public String path() {
    return path;
  }

  /** What it prints when it ends well; a bad end fails the test with it. */
  String run(String... arguments) throws IOException, InterruptedException {
    return run(null, command(arguments));
  }

  /** The same, with a file on its standard input. */
  public String runOn(Path input, String... arguments) throws IOException, InterruptedException {
    return run(input, command(arguments));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(path));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String run(@Nullable Path input, List<String> command)
      throws IOException, InterruptedException {
    // To files: a full pipe would hang a tool that says much.
    Path out = Files.createTempFile("tool", ".out");
    Path err = Files.createTempFile("tool", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      if (input != null) {
        builder.redirectInput(input.toFile());
      }
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(out, StandardCharsets.UTF_8);
      String complained = Files.readString(err, StandardCharsets.UTF_8);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended && process.exitValue() == 0)
          .as("%s%n%s%n%s", String.join(" ", command), said, complained)
          .isTrue();
      return said;
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }
}
