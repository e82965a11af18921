package org.kubosteward.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be done to a process: the signals Java itself cannot send, and waiting for its end. */
final class Signals {
  /** kubo closes its store in well under a second; a paused or hung one never does. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Signals() {}

  /** Sends STOP, CONT and the like through kill(1). */
  static void send(ProcessHandle process, String signal) throws InterruptedException {
    try {
      var kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill.destroyForcibly();
        throw new DemoException("kill -%s %d does not end".formatted(signal, process.pid()));
      }
      if (kill.exitValue() != 0 && process.isAlive()) {
        throw new DemoException(
            "kill -%s %d failed with status %d".formatted(signal, process.pid(), kill.exitValue()));
      }
    } catch (IOException e) {
      throw new DemoException("cannot run kill: install procps", e);
    }
  }

  /** Waits for the end of a process that was asked to stop; kills it when the grace is over. */
  static void awaitEnd(ProcessHandle process) throws InterruptedException {
    if (endsWithin(process, GRACE)) {
      return;
    }
    process.destroyForcibly();
    if (!endsWithin(process, GRACE)) {
      throw new DemoException(
          "process %d does not end even when killed: look at its state with ps -o stat,wchan -p %d"
              .formatted(process.pid(), process.pid()));
    }
  }

  static boolean endsWithin(ProcessHandle process, Duration patience) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new DemoException("cannot wait for process " + process.pid(), e);
    }
  }
}
