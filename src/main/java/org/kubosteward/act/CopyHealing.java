package org.kubosteward.act;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.kubosteward.fleet.Commands;
import org.kubosteward.kubo.ActiveCommands.Command;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.RootPin;

/**
 * Heals blocks of a copy: brings each from a proven sibling, verified, before anything is removed,
 * writes it so that it is really written, and reads it back. kubo swallows what is written over a
 * block that it believes to have, and refuses to remove a block that something pinned needs:
 * decision 33 says what is done about it.
 */
public final class CopyHealing {
  private static final Duration COMMANDS = Duration.ofSeconds(10);
  private static final Set<String> LOCKING = Set.of("block/rm", "repo/verify");

  private final Kubo kubo;
  private final BlockRepair repair;
  private final PinHold pins;
  private final InstantSource clock;

  public CopyHealing(Kubo kubo, KuboContent content, InstantSource clock) {
    this.kubo = kubo;
    this.repair = new BlockRepair(kubo, content);
    this.pins = new PinHold(content);
    this.clock = clock;
  }

  /**
   * Heals. Exactly one outcome, never an exception; it may come on a Vert.x event loop. A copy that
   * was healed is to be proven again: its state is then that of one that kubo calls pinned.
   */
  public CompletionStage<HealOutcome> heal(HealOrder order) {
    HealRun run = new HealRun(order, repair, pins, clock);
    CompletableFuture<HealOutcome> told = new CompletableFuture<>();
    start(order, run)
        .whenComplete((done, failed) -> told.complete(run.outcome(Optional.ofNullable(failed))));
    return told;
  }

  private CompletionStage<Void> start(HealOrder order, HealRun run) {
    return quiet(order)
        .thenCompose(quiet -> pins.find(order.target(), order.root()))
        .thenCompose(
            pin ->
                pin.isPresent()
                    ? run.pinned(pin.get())
                    : pins.interrupted(order.target(), order.root())
                        .thenCompose(begun -> finish(order, run, begun)));
  }

  private static CompletionStage<Void> finish(
      HealOrder order, HealRun run, Optional<RootPin> begun) {
    return begun.isPresent()
        ? run.unpinned(begun.get())
        : CompletableFuture.failedFuture(
            new HealFailed(
                "%s is not pinned there: make a copy of it, there is none to heal"
                    .formatted(order.root())));
  }

  /** What waits for kubo's lock, or holds it, must end first: behind us every write would wait. */
  private CompletionStage<Boolean> quiet(HealOrder order) {
    return HealFailed.unless("asking what runs there", kubo.diagCmds(order.target(), COMMANDS))
        .thenCompose(
            commands ->
                inTheWay(commands.commands())
                    .map(
                        command ->
                            CompletableFuture.<Boolean>failedFuture(
                                new HealFailed(
                                    "%s runs there, and a heal would have every write wait behind it: heal when it has ended"
                                        .formatted(command))))
                    .orElseGet(() -> CompletableFuture.completedFuture(true)));
  }

  private static Optional<String> inTheWay(List<Command> commands) {
    return commands.stream()
        .map(Command::command)
        .filter(command -> Commands.inTheWay(command) || LOCKING.contains(command))
        .findFirst();
  }

  /** The sentence of whatever ended a heal. */
  static String reason(Throwable failed) {
    Throwable cause = cause(failed);
    return cause instanceof HealFailed ? String.valueOf(cause.getMessage()) : "it failed: " + cause;
  }

  /** Whether kubo removed nothing because it did not get through what is pinned. */
  static boolean isOfTheWalk(Throwable failed) {
    return cause(failed) instanceof HealFailed heal && heal.ofTheWalk();
  }

  private static Throwable cause(Throwable failed) {
    Throwable cause = failed;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
