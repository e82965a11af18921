package org.kubosteward.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One real kubo node on 127.0.0.1, and what can be done to it. All methods may be called from any
 * thread; those that wait are bounded and throw {@link DemoException} when the bound is reached.
 */
public final class DemoNode {
  /** A node answers within 1.3 s on an idle machine; a loaded CI machine may take far longer. */
  static final Duration LONGEST_START = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** What an error shows of the log. */
  private static final int TAIL_LINES = 20;

  private static final long MOST_TAIL_BYTES = 16 * 1024;

  private final KuboBinary kubo;
  private final NodePlan plan;
  private final Rpc rpc;
  private @Nullable ProcessHandle daemon;
  private boolean retired;

  DemoNode(KuboBinary kubo, NodePlan plan, Rpc rpc) {
    this.kubo = kubo;
    this.plan = plan;
    this.rpc = rpc;
  }

  /** Its name: kubo-1, kubo-2, ... */
  public String name() {
    return plan.name();
  }

  /** The root of its RPC, {@code http://127.0.0.1:PORT}; calls are under {@code /api/v0}. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + plan.ports().api());
  }

  /** The root of its HTTP gateway, {@code http://127.0.0.1:PORT}. */
  public URI gateway() {
    return URI.create("http://127.0.0.1:" + plan.ports().gateway());
  }

  /** Its libp2p identity; the same through every restart. */
  public String peerId() {
    return plan.peerId();
  }

  /** Where siblings reach it: {@code /ip4/127.0.0.1/tcp/PORT/p2p/PEERID}. */
  public String address() {
    return plan.swarmAddress() + "/p2p/" + plan.peerId();
  }

  /** Its repository, for tests that damage what is on the disk. */
  public Path repo() {
    return plan.repo();
  }

  /** What the daemon prints, of this fleet's life; the previous one's is beside it, .1 added. */
  public Path logFile() {
    return plan.log();
  }

  /** The daemon's process id; empty when it does not run. */
  public synchronized Optional<Long> pid() {
    return running().map(ProcessHandle::pid);
  }

  /**
   * Starts the daemon and waits until its RPC answers; does nothing when it runs already.
   *
   * @param options more of them for {@code ipfs daemon}, this time
   */
  public void start(String... options) {
    try {
      launch(options);
      awaitReady();
    } catch (InterruptedException e) {
      throw interrupted("starting", e);
    }
  }

  /** Stops the daemon as Kubernetes does: SIGTERM, and SIGKILL when it has not ended in time. */
  public void stop() {
    try {
      askToStop();
      awaitStopped();
    } catch (InterruptedException e) {
      throw interrupted("stopping", e);
    }
  }

  /** Ends the daemon at once (SIGKILL), as a power cut does. */
  public void kill() {
    try {
      synchronized (this) {
        running().ifPresent(ProcessHandle::destroyForcibly);
      }
      awaitStopped();
    } catch (InterruptedException e) {
      throw interrupted("killing", e);
    }
  }

  /** Freezes the daemon (SIGSTOP): it still accepts connections and never answers. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused daemon go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  /** The last lines the daemon printed; empty when there are none. */
  public String logTail() {
    try (var log = Files.newByteChannel(plan.log())) {
      log.position(Math.max(0, log.size() - MOST_TAIL_BYTES));
      var bytes = Channels.newInputStream(log).readNBytes((int) MOST_TAIL_BYTES);
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return plan.name() + " at " + api();
  }

  synchronized void launch(String... options) {
    if (retired) {
      throw new DemoException(plan.name() + " belongs to a fleet that was closed");
    }
    if (running().isPresent()) {
      return;
    }
    var command =
        new ProcessBuilder(
                kubo.executable().toString(),
                Claim.repoOption(plan.repo().toString()),
                "daemon",
                "--migrate=false")
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(plan.log().toFile()));
    command.command().addAll(List.of(options));
    // Without the swarm key the daemon must refuse to start instead of meeting strangers.
    command.environment().put("LIBP2P_FORCE_PNET", "1");
    command.environment().put("IPFS_TELEMETRY", "off");
    // diag/sys looks for the disk of the repository in the environment, whatever --repo-dir says.
    command.environment().put("IPFS_PATH", plan.repo().toString());
    command.environment().putAll(plan.environment());
    try {
      var started = command.start().toHandle();
      daemon = started;
      Claim.of(started, kubo.executable(), plan.repo()).write(plan.claim());
    } catch (IOException e) {
      throw new DemoException("cannot start " + plan.name() + " in " + plan.home(), e);
    }
  }

  /** Waits until the RPC of a launched daemon answers. */
  void awaitReady() throws InterruptedException {
    var tooLate =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, LONGEST_START.toSeconds(), TimeUnit.SECONDS);
    while (true) {
      if (rpc.answers(api())) {
        return;
      }
      if (pid().isEmpty()) {
        throw new DemoException("%s ended while starting:\n%s".formatted(this, logTail()));
      }
      if (tooLate.isDone()) {
        throw new DemoException(
            "%s does not answer %d s after its start; its log %s ends:\n%s"
                .formatted(this, LONGEST_START.toSeconds(), plan.log(), logTail()));
      }
      awaitOwnEnd(BETWEEN_LOOKS);
    }
  }

  /** Asks the daemon to stop, without waiting. */
  synchronized void askToStop() throws InterruptedException {
    var process = running();
    if (process.isPresent()) {
      process.get().destroy();
      // A paused process takes the request only when it goes on.
      Signals.send(process.get(), "CONT");
    }
  }

  /** From now on it cannot be started again: its fleet is closing. */
  synchronized void retire() {
    retired = true;
  }

  /** Gives the daemon so long to end by itself. */
  void awaitOwnEnd(Duration patience) throws InterruptedException {
    var process = launched();
    if (process.isPresent()) {
      Signals.endsWithin(process.get(), patience);
    }
  }

  /** Waits for the end of a daemon that was told to; kills it when it takes too long. */
  void awaitStopped() throws InterruptedException {
    var process = launched();
    if (process.isEmpty()) {
      return;
    }
    Signals.awaitEnd(process.get());
    try {
      Files.deleteIfExists(plan.claim());
    } catch (IOException e) {
      throw new DemoException("cannot delete " + plan.claim(), e);
    }
  }

  /** Connects it to a sibling. */
  Optional<String> connect(DemoNode sibling) throws InterruptedException {
    return rpc.connect(api(), sibling.address());
  }

  private void signal(String signal) {
    var process = pid().flatMap(ProcessHandle::of);
    if (process.isEmpty()) {
      throw new DemoException(this + " does not run: it cannot be sent SIG" + signal);
    }
    try {
      Signals.send(process.get(), signal);
    } catch (InterruptedException e) {
      throw interrupted("signalling", e);
    }
  }

  /** The daemon last launched, alive or not. */
  private synchronized Optional<ProcessHandle> launched() {
    return Optional.ofNullable(daemon);
  }

  private Optional<ProcessHandle> running() {
    return launched().filter(ProcessHandle::isAlive);
  }

  private DemoException interrupted(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new DemoException("interrupted while %s %s".formatted(doing, plan.name()), cause);
  }
}
