package org.kubosteward.kubo;

import java.time.Instant;
import java.util.List;

/**
 * The RPC calls a node is working on (diag/cmds), oldest first, without the asking one.
 *
 * @param commands the oldest of them, at most {@value #MOST}
 * @param total how many there are
 */
public record ActiveCommands(List<Command> commands, long total) {

  /** Enough to see a stuck one; a node with more is overrun, which the total says. */
  static final int MOST = 256;

  /** Keeps its own copy of the commands. */
  public ActiveCommands {
    commands = List.copyOf(commands);
  }

  /** One call: its path without /api/v0, its arguments (the first few, cut short). */
  public record Command(long id, String command, Instant startTime, List<String> args) {
    /** Keeps its own copy of the arguments. */
    public Command {
      args = List.copyOf(args);
    }
  }
}
