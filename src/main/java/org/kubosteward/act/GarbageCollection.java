package org.kubosteward.act;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.fleet.Commands;
import org.kubosteward.kubo.ActiveCommands;
import org.kubosteward.kubo.Answer;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.GcOutcome;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;
import org.kubosteward.kubo.RepoStat;
import org.kubosteward.remedy.CollectGarbage;

/**
 * Collects garbage once, watched.
 *
 * <ol>
 *   <li>Looks at the node's commands a last time: a writer that began since the round's look would
 *       make the collection wait, and every other writer behind it.
 *   <li>Notes the size, collects, notes the size again.
 *   <li>Reports bytes freed and blocks removed, or the error that ended it early.
 * </ol>
 *
 * Giving up a call does not stop it in kubo; a collection that passes its deadline is reported as
 * timed out, and is never repeated here.
 */
final class GarbageCollection {
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** A little under the action's own deadline, so that the outcome is ours to tell. */
  private static final Duration RUN = Duration.ofMinutes(29);

  private final Kubo kubo;

  GarbageCollection(Kubo kubo) {
    this.kubo = kubo;
  }

  CompletionStage<Outcome> collect(CollectGarbage action, KuboEndpoint rpc) {
    return kubo.diagCmds(rpc, LOOK)
        .thenCompose(
            look ->
                obstacle(look)
                    .map(why -> done(Outcome.failed("not begun: " + why)))
                    .orElseGet(() -> run(rpc)));
  }

  private static Optional<String> obstacle(Reply<ActiveCommands> look) {
    return look.fold(
        answer -> obstacle(answer.value()),
        fault -> Optional.of("its commands cannot be seen: " + fault.detail()));
  }

  private static Optional<String> obstacle(ActiveCommands commands) {
    return commands.commands().stream()
        .map(ActiveCommands.Command::command)
        .filter(command -> Commands.writes(command) || command.equals("repo/gc"))
        .findFirst()
        .map(command -> command + " has begun meanwhile, and a collection would wait behind it");
  }

  private CompletionStage<Outcome> run(KuboEndpoint rpc) {
    return kubo.repoStat(rpc, LOOK)
        .thenCompose(
            before ->
                kubo.repoGc(rpc, RUN)
                    .thenCompose(
                        collected ->
                            kubo.repoStat(rpc, LOOK)
                                .thenApply(after -> told(before, collected, after))));
  }

  private static Outcome told(
      Reply<RepoStat> before, Reply<GcOutcome> collected, Reply<RepoStat> after) {
    return collected.fold(answer -> told(before, answer, after), GarbageCollection::told);
  }

  private static Outcome told(
      Reply<RepoStat> before, Answer<GcOutcome> collected, Reply<RepoStat> after) {
    GcOutcome outcome = collected.value();
    String figures =
        "%d blocks removed in %d ms, %s"
            .formatted(outcome.removed(), collected.took().toMillis(), freed(before, after));
    return outcome.complete()
        ? Outcome.done(figures)
        : Outcome.failed(
            "aborted: %s (%s)".formatted(String.join("; ", outcome.errors()), figures));
  }

  private static Outcome told(Fault<GcOutcome> fault) {
    if (fault.kind() == FaultKind.FORBIDDEN) {
      return Outcome.refused("not begun: " + fault.detail());
    }
    return fault.kind().late()
        ? Outcome.timedOut("no end in time; it may still run on the node: " + fault.detail())
        : Outcome.failed("aborted: " + fault.detail());
  }

  private static String freed(Reply<RepoStat> before, Reply<RepoStat> after) {
    return before
        .optional()
        .flatMap(
            b ->
                after
                    .optional()
                    .map(a -> b.repoSizeBytes() - a.repoSizeBytes())
                    .map(bytes -> "%d bytes freed".formatted(bytes)))
        .orElse("bytes freed unknown");
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
