package org.kubosteward.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands that run on a node now ({@code diag/cmds}). */
public record Commands(List<Running> running) {
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

  public Commands {
    running = List.copyOf(running);
  }

  /** Whether a command of that path must not meet a garbage collection. */
  public static boolean writes(String command) {
    return WRITERS.contains(command);
  }

  /** The first command in flight that must not meet a garbage collection. */
  public Optional<Running> writer() {
    return running.stream().filter(r -> writes(r.command())).findFirst();
  }

  /** The garbage collection in flight, if one is. */
  public Optional<Running> collection() {
    return running.stream().filter(r -> r.command().equals("repo/gc")).findFirst();
  }

  /** One command in flight: its RPC path, and since when by the node's own clock. */
  public record Running(String command, Instant since) {}
}
