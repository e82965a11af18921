package org.kubosteward.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** What a killed run left running. */
final class Leftover {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Leftover() {}

  /**
   * Stops the node that an earlier, now dead run left running in this home; does nothing when there
   * is none.
   *
   * @throws DemoException when the run that started it is still alive
   */
  static void clear(String name, Path home, Consumer<String> progress) throws InterruptedException {
    var file = NodePlan.claim(home);
    var claim = Claim.read(file);
    if (claim.isPresent() && claim.get().daemon().isPresent()) {
      if (claim.get().ownerLives()) {
        throw new DemoException(
            "%s in %s is in use by process %d: stop that one, or set steward.demo.directory"
                .formatted(name, home, claim.get().ownerPid()));
      }
      progress.accept(
          "%s (pid %d) was left behind by a killed run: stopping it"
              .formatted(name, claim.get().pid()));
      end(claim.get());
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DemoException("cannot delete " + file, e);
    }
  }

  private static void end(Claim claim) throws InterruptedException {
    var daemon = claim.daemon();
    if (daemon.isPresent()) {
      daemon.get().destroy();
      // A paused process takes the request only when it goes on.
      Signals.send(daemon.get(), "CONT");
    }
    if (!isGoneInTime(claim)) {
      claim.daemon().ifPresent(ProcessHandle::destroyForcibly);
      if (!isGoneInTime(claim)) {
        throw new DemoException(
            "process %d does not end even when killed: end it by hand".formatted(claim.pid()));
      }
    }
  }

  /**
   * Looks whether the claim still holds instead of waiting for the process' exit: in a container
   * without an init process the dead orphan keeps its pid for ever.
   */
  private static boolean isGoneInTime(Claim claim) throws InterruptedException {
    long looks = Signals.GRACE.dividedBy(BETWEEN_LOOKS);
    for (long look = 0; look < looks; look++) {
      var daemon = claim.daemon();
      if (daemon.isEmpty()) {
        return true;
      }
      Signals.endsWithin(daemon.get(), BETWEEN_LOOKS);
    }
    return false;
  }
}
