package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real lab/get on machines with a browser and without. */
class LabBrowserTest {
  private static final List<String> PLAIN =
      List.of("bash", "dirname", "awk", "grep", "head", "cut", "mkdir", "rm", "xargs", "flock");

  private final Path bin;
  private final Path cache;

  /** What lab/get ended with. */
  private record Said(int status, String out, String err) {}

  /** A machine without apt-get, where the tools of lab/get itself are. */
  LabBrowserTest(@TempDir Path directory) throws IOException {
    bin = Files.createDirectory(directory.toRealPath().resolve("bin"));
    cache = directory.resolve("cache");
    for (String tool : PLAIN) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path there = Path.of(place, tool);
        if (Files.exists(there) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), there);
        }
      }
    }
  }

  @Test
  void aBrowserOnPathIsTakenWithItsDriver() throws Exception {
    Path chrome = program("google-chrome", "Google Chrome 156.0.8078.108");
    Path driver = program("chromedriver", "ChromeDriver 156.0.8078.100 (730482a)");

    assertThat(get("chromium", "chromedriver"))
        .isEqualTo(new Said(0, chrome + "\n" + driver + "\n", ""));
  }

  @Test
  void aBrowserAndADriverOfTwoVersionsAreNotTaken() throws Exception {
    program("chromium", "Chromium 155.0.8000.1 built on Debian GNU/Linux 12 (bookworm)");
    program("chromedriver", "ChromeDriver 156.0.8078.108 (730482a)");

    Said said = get("chromedriver");
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err()).contains("is of version 155", "of version 156: neither is used");
  }

  @Test
  void aMachineWithoutOneIsToldWhatToInstall() throws Exception {
    Said said = get("chromium");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .contains(
            "chromium comes from the Debian packages chromium and chromium-driver",
            "put Chromium or Google Chrome and a chromedriver of the same version on PATH");
  }

  private Path program(String name, String version) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\necho '" + version + "'\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Said get(String... tools) throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder("bash", "lab/get");
    command.command().addAll(List.of(tools));
    command.environment().put("PATH", bin.toString());
    command.environment().put("KUBO_STEWARD_CACHE", cache.toString());
    Process process = command.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), out, err);
  }
}
