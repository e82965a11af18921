package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose process is it? Here a shell that sleeps stands for kubo's daemon. */
class ClaimTest {
  private static final long NOBODY = 0;

  private final Path home;
  private final List<String> said = new ArrayList<>();
  private Process daemon;
  private Claim truth;

  ClaimTest(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void startSomethingThatLooksLikeADaemon() throws Exception {
    var shell = Path.of("/bin/sh").toRealPath();
    daemon =
        new ProcessBuilder(
                shell.toString(), "-c", "read line", "sh", Claim.repoOption("/demo/kubo-1/repo"))
            .start();
    truth = Claim.of(daemon.toHandle(), shell, Path.of("/demo/kubo-1/repo"));
  }

  @AfterEach
  void endIt() {
    daemon.destroyForcibly();
  }

  @Test
  void recognisesTheDaemonItWasMadeFor() {
    assertThat(truth.daemon()).map(ProcessHandle::pid).contains(daemon.pid());
    assertThat(truth.ownerLives()).isTrue();
  }

  @Test
  void survivesBeingWrittenAndRead() throws Exception {
    truth.write(NodePlan.claim(home));
    assertThat(Claim.read(NodePlan.claim(home))).contains(truth);
  }

  @Test
  void doesNotTakeAnotherProcessForTheDaemon() {
    assertThat(with(truth.pid(), truth.startedAt() - 5_000, truth.executable(), truth.repo()))
        .as("the pid was given again")
        .matches(claim -> claim.daemon().isEmpty());
    assertThat(with(truth.pid(), truth.startedAt(), "/usr/bin/other", truth.repo()))
        .as("another executable")
        .matches(claim -> claim.daemon().isEmpty());
    assertThat(with(truth.pid(), truth.startedAt(), truth.executable(), "/demo/kubo-1/rep"))
        .as("another repository")
        .matches(claim -> claim.daemon().isEmpty());
  }

  @Test
  void doesNotRecogniseADaemonThatEnded() throws Exception {
    daemon.destroyForcibly();
    assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(truth.daemon()).isEmpty();
  }

  @Test
  void stopsWhatADeadOwnerLeft() throws Exception {
    orphaned(truth).write(NodePlan.claim(home));
    Leftover.clear("kubo-1", home, said::add);
    assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(NodePlan.claim(home)).doesNotExist();
    assertThat(said).hasSize(1).first().asString().contains("kubo-1", "left behind");
  }

  @Test
  void stopsAPausedLeftoverToo() throws Exception {
    Signals.send(daemon.toHandle(), "STOP");
    orphaned(truth).write(NodePlan.claim(home));
    Leftover.clear("kubo-1", home, said::add);
    assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesAStrangerAliveWhoGotThePid() throws Exception {
    var stale = with(truth.pid(), truth.startedAt() - 60_000, truth.executable(), truth.repo());
    orphaned(stale).write(NodePlan.claim(home));
    Leftover.clear("kubo-1", home, said::add);
    assertThat(daemon.isAlive()).isTrue();
    assertThat(NodePlan.claim(home)).doesNotExist();
    assertThat(said).isEmpty();
  }

  @Test
  void refusesWhileTheOwnerLives() throws Exception {
    truth.write(NodePlan.claim(home));
    assertThatThrownBy(() -> Leftover.clear("kubo-1", home, said::add))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    assertThat(daemon.isAlive()).isTrue();
  }

  @Test
  void anUnreadableClaimStopsNothing() throws Exception {
    Files.writeString(NodePlan.claim(home), "{\"pid\":");
    Leftover.clear("kubo-1", home, said::add);
    assertThat(daemon.isAlive()).isTrue();
    assertThat(NodePlan.claim(home)).doesNotExist();
  }

  private Claim with(long pid, long startedAt, String executable, String repo) {
    return new Claim(pid, startedAt, executable, repo, truth.ownerPid(), truth.ownerStartedAt());
  }

  /** The same claim made by a process that no longer runs: its pid belongs to another now. */
  private static Claim orphaned(Claim claim) {
    return new Claim(
        claim.pid(), claim.startedAt(), claim.executable(), claim.repo(), claim.ownerPid(), NOBODY);
  }
}
