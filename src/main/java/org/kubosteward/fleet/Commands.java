package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commands that run on a node now ({@code diag/cmds}).
 *
 * @param clockAhead how far the node's clock is ahead of ours, negative when it is behind; empty
 *     when nothing told
 */
public record Commands(List<Running> running, Optional<Duration> clockAhead) {
  /** Commands that hold, or wait for, kubo's GC lock, or whose blocks a collection would take. */
  private static final Set<String> WRITERS =
      Set.of(
          "add",
          "pin/add",
          "pin/update",
          "dag/import",
          "dag/put",
          "files/write",
          "files/cp",
          "files/mv",
          "files/flush",
          "files/mkdir",
          "tar/add",
          "urlstore/add");

  private static final String COLLECTION = "repo/gc";

  public Commands {
    running = List.copyOf(running);
  }

  /** These, told by a clock that nobody knows. */
  public Commands(List<Running> running) {
    this(running, Optional.empty());
  }

  /** Whether a command of that path must not meet a garbage collection. */
  public static boolean writes(String command) {
    return WRITERS.contains(command);
  }

  /** Whether a command of that path writes or collects: both hold, or wait for, the lock. */
  public static boolean inTheWay(String command) {
    return writes(command) || command.equals(COLLECTION);
  }

  /** The first command in flight that must not meet a garbage collection. */
  public Optional<Running> writer() {
    return running.stream().filter(r -> writes(r.command())).findFirst();
  }

  /** The garbage collection in flight, if one is. */
  public Optional<Running> collection() {
    return running.stream().filter(r -> r.command().equals(COLLECTION)).findFirst();
  }

  /** One command in flight: its RPC path, and since when by our own clock. */
  public record Running(String command, Instant since) {}
}
