package org.kubosteward.kubo;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.kubosteward.ipld.Cid;

/** A transfer out of one node and a transfer into another, which live and end together. */
final class Copy implements Transfer<CarImport> {
  private final Cid root;
  private final Transfer<CarTaken> out;
  private final Transfer<CarImport> in;
  private final CompletionStage<Reply<CarImport>> reply;

  /**
   * Both are under way.
   *
   * @param cut tells the side that sends that the rest will not come
   * @param whole tells it that all has come
   */
  Copy(
      Cid root,
      Transfer<CarTaken> out,
      Transfer<CarImport> in,
      Consumer<String> cut,
      Runnable whole) {
    this.root = root;
    this.out = out;
    this.in = in;
    CompletionStage<Optional<Fault<CarTaken>>> taken =
        out.reply().thenApply(told -> given(told, cut, whole));
    CompletionStage<Reply<CarImport>> sent =
        in.reply().thenApply(told -> told.fold(answer -> answer, this::stopTaking));
    this.reply = taken.thenCombine(sent, this::both);
  }

  private static Optional<Fault<CarTaken>> given(
      Reply<CarTaken> told, Consumer<String> cut, Runnable whole) {
    return told.fold(
        all -> {
          whole.run();
          return Optional.empty();
        },
        fault -> {
          cut.accept(fault.detail());
          return Optional.of(fault);
        });
  }

  private Reply<CarImport> stopTaking(Fault<CarImport> fault) {
    out.cancel("it could not be sent on: " + fault.detail());
    return fault;
  }

  /** Who was ended because of the other says CANCELLED. */
  private Reply<CarImport> both(Optional<Fault<CarTaken>> taken, Reply<CarImport> sent) {
    return sent.fold(
        answer -> taken.isPresent() ? moved(taken.get()) : pinned(answer),
        fault ->
            taken.isPresent() && fault.kind() == FaultKind.CANCELLED ? moved(taken.get()) : fault);
  }

  private static Reply<CarImport> moved(Fault<CarTaken> fault) {
    return new Fault<>(fault.kind(), fault.detail(), fault.took());
  }

  private Reply<CarImport> pinned(Answer<CarImport> answer) {
    boolean isPinned =
        answer.value().pinned().stream().anyMatch(cid -> cid.multihash().equals(root.multihash()));
    return isPinned
        ? answer
        : new Fault<>(
            FaultKind.MALFORMED, "dag/import does not say that it pinned " + root, answer.took());
  }

  @Override
  public CompletionStage<Reply<CarImport>> reply() {
    return reply;
  }

  @Override
  public void cancel(String why) {
    out.cancel(why);
    in.cancel(why);
  }
}
