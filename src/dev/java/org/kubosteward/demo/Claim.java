package org.kubosteward.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says which process runs a node and for whom, so that a node left behind by a killed run is
 * recognised and nothing else is ever stopped. A pid alone is no proof: pids are given again.
 *
 * @param pid the daemon's
 * @param startedAt its start, milliseconds of the epoch, as the system tells it
 * @param executable the file it executes
 * @param repo the repository it was told to use
 * @param ownerPid the process that started it
 * @param ownerStartedAt that process' start, milliseconds of the epoch
 */
record Claim(
    long pid, long startedAt, String executable, String repo, long ownerPid, long ownerStartedAt) {

  /**
   * The system counts a start from its boot, and its notion of when it booted moves with the clock
   * by a second or so. Within that time no pid comes round again.
   */
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What this process claims when it has started the daemon. */
  static Claim of(ProcessHandle daemon, Path executable, Path repo) {
    var owner = ProcessHandle.current();
    return new Claim(
        daemon.pid(),
        startedAt(daemon),
        executable.toString(),
        repo.toString(),
        owner.pid(),
        startedAt(owner));
  }

  void write(Path file) throws IOException {
    var aside = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(aside.toFile(), this);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The claim in the file; empty when there is none or nobody can read it. */
  static Optional<Claim> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Claim.class));
    } catch (IOException e) {
      // A claim that cannot be read proves nothing, so it stops nothing.
      return Optional.empty();
    }
  }

  /** The daemon, when it still runs and is beyond doubt the one that was claimed. */
  Optional<ProcessHandle> daemon() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> sameMoment(startedAt(handle), startedAt))
        .filter(handle -> handle.info().command().equals(Optional.of(executable)))
        .filter(
            handle ->
                List.of(handle.info().arguments().orElse(new String[0]))
                    .contains(repoOption(repo)));
  }

  /** Whether the process that started the daemon still runs. */
  boolean ownerLives() {
    return ProcessHandle.of(ownerPid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> sameMoment(startedAt(handle), ownerStartedAt))
        .isPresent();
  }

  /** How the daemon is told its repository: on the command line, where others can see it. */
  static String repoOption(String repo) {
    return "--repo-dir=" + repo;
  }

  private static long startedAt(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static boolean sameMoment(long one, long other) {
    return Math.abs(one - other) <= CLOCK_DRIFT.toMillis();
  }
}
