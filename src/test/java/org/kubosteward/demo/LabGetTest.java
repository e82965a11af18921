package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real lab/get, with a script in place of Go: what it says is what is understood. */
class LabGetTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path home;
  private final Path goOn;
  private final StartSteps steps = new StartSteps(3, false);
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<Process> started = new ArrayList<>();

  LabGetTest(@TempDir Path directory) throws IOException {
    home = directory.toRealPath();
    goOn = home.resolve("go-on");
    executable(
        home.resolve("bin/go"),
        """
        case "$*" in
          "env GOVERSION") echo go1.26.8 ;;
          *"mod download -x")
            [ -n "$GO_FAILS" ] && { echo "# get https://proxy/a.zip"; echo "$GO_FAILS"; exit 1; }
            for n in 1 2 3; do echo "# get https://proxy/$n.zip: 200 OK (0.1s)"; done ;;
          *"list -deps"*) printf '%s\\n' errors fmt net github.com/ipfs/kubo/cmd/ipfs ;;
          *" build "*)
            echo errors; echo fmt
            until [ -e "$GO_ON" ]; do sleep 0.1; done
            while [ "$1" != -o ]; do shift; done
            printf '#!/bin/sh\\necho ipfs version 0.43.0\\n' >"$2"; chmod +x "$2" ;;
        esac
        """);
  }

  @AfterEach
  void end() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void tellsEveryStepAndHowManyPackagesAreCompiled() throws Exception {
    Process get = start("");
    follow(get);
    await()
        .atMost(LONG)
        .until(() -> seen.stream().anyMatch(said -> said.contains("2 of 4 packages (50 %)")));
    assertThat(seen.get(0))
        .isEqualTo("step 1 of 3, find kubo; next: start 3 kubo nodes on this machine");
    assertThat(seen)
        .anyMatch(said -> said.startsWith("step 1 of 4, download kubo's Go modules: done in "))
        .anyMatch(
            said ->
                said.startsWith("step 2 of 4, compile kubo 0.43.0: begins (cold it takes 3 to 6"));
    Files.createFile(goOn);
    assertThat(get.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    await().atMost(LONG).until(() -> seen.get(seen.size() - 1).contains("done in "));
    assertThat(get.exitValue()).isZero();
  }

  @Test
  void namesTheErrorOfWhatFailed() throws Exception {
    Process get = start("go: dial tcp: lookup proxy.example: no such host");
    String said = text(get.getErrorStream());
    assertThat(get.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(get.exitValue()).isEqualTo(1);
    assertThat(said.lines().reduce("", (one, other) -> other))
        .startsWith("lab/get: ipfs 0.43.0: step 1 of 2, downloading modules: failed after ")
        .contains(" s: go: dial tcp: lookup proxy.example: no such host; the whole output is in ");
  }

  private void follow(Process process) {
    Thread thread =
        new Thread(
            () ->
                process
                    .errorReader(StandardCharsets.UTF_8)
                    .lines()
                    .forEach(
                        line -> {
                          steps.heard(line);
                          seen.add(steps.now().sentence());
                        }));
    thread.setDaemon(true);
    thread.start();
  }

  private Process start(String failure) throws IOException {
    ProcessBuilder command = new ProcessBuilder("lab/get", "ipfs");
    command.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    command.environment().put("KUBO_STEWARD_CACHE", home.resolve("cache").toString());
    command.environment().put("GO_ON", goOn.toString());
    command.environment().put("GO_FAILS", failure);
    Process process = command.start();
    started.add(process);
    return process;
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
