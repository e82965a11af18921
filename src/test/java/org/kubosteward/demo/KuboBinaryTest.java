package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How kubo is obtained, with a script in place of lab/get. */
class KuboBinaryTest {
  private final Path project;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  KuboBinaryTest(@TempDir Path project) throws IOException {
    this.project = project.toRealPath();
  }

  @Test
  void tellsTheProgressAndTakesThePathThatIsPrinted() throws Exception {
    var ipfs = executable(project.resolve("cache/ipfs"), "exit 0");
    get("echo downloading >&2; echo compiling >&2; echo " + ipfs);
    assertThat(KuboBinary.obtain(project, said::add)).isEqualTo(new KuboBinary(ipfs));
    assertThat(said).containsExactly("downloading", "compiling");
  }

  @Test
  void asksForIpfs() throws Exception {
    var ipfs = executable(project.resolve("cache/ipfs"), "exit 0");
    get("echo \"asked for $*\" >&2; echo " + ipfs);
    assertThat(KuboBinary.obtain(project, said::add).executable()).isEqualTo(ipfs);
    assertThat(said).containsExactly("asked for ipfs");
  }

  @Test
  void failsWithWhatToInstall() throws Exception {
    get("echo 'there is no go on PATH: install Go 1.26' >&2; exit 1");
    assertThatThrownBy(() -> KuboBinary.obtain(project, said::add))
        .isInstanceOf(DemoException.class)
        .hasMessage("lab/get ipfs failed with status 1: there is no go on PATH: install Go 1.26");
  }

  @Test
  void failsWhenNoPathIsPrinted() throws Exception {
    get("exit 0");
    assertThatThrownBy(() -> KuboBinary.obtain(project, said::add))
        .isInstanceOf(DemoException.class)
        .hasMessage("lab/get ipfs printed no path; its last word: it said nothing");
  }

  @Test
  void givesUpOnABuildThatIsStuckAndEndsWhatItStarted() throws Exception {
    get("sleep 600 & echo $! >&2; echo stuck >&2; wait");
    assertThatThrownBy(() -> KuboBinary.obtain(project, said::add, Duration.ofSeconds(1)))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("did not end within 1 s; its last word: stuck");
    long compiler = Long.parseLong(said.get(0));
    // Dead, though perhaps not yet collected by whoever inherited it.
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(compiler).flatMap(it -> it.info().command()).isEmpty());
  }

  @Test
  void findsTheProjectFromADirectoryBelowIt() throws Exception {
    get("exit 0");
    var below = Files.createDirectories(project.resolve("target/classes"));
    assertThat(KuboBinary.projectDirectory(below)).isEqualTo(project);
  }

  @Test
  void saysWhatToDoOutsideOfTheProject() {
    assertThatThrownBy(() -> KuboBinary.projectDirectory(project))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("run from the project directory")
        .hasMessageContaining("steward.demo.kubo");
  }

  @Test
  void refusesAKuboThatCannotBeExecuted() throws Exception {
    var text = Files.writeString(project.resolve("ipfs"), "no program");
    assertThatThrownBy(() -> KuboBinary.at(text))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("is not an executable file");
  }

  private void get(String script) throws IOException {
    executable(project.resolve("lab/get"), script);
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
