package org.kubosteward.act;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kubosteward.kube.PodVerbs;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.HealBlocks;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RefreshLink;
import org.kubosteward.remedy.RestartPod;
import org.kubosteward.remedy.Trait;

/**
 * Performs actions: the only place from which the plane changes a node.
 *
 * <p>An action is performed once. Nothing here decides, and nothing here tries again what may have
 * worked; the rounds verify, and the guards say whether there is another attempt.
 */
public final class ActionRunner {
  private final Addresses addresses;
  private final PeerActions peers;
  private final GarbageCollection collection;
  private final BlockHealing healing;
  private final PodActions pods;
  private final ContentPerformer content;

  /** A runner that reaches the nodes through {@code kubo}, and neither pods nor content. */
  public ActionRunner(Kubo kubo, Addresses addresses, Delay delay) {
    this(kubo, addresses, delay, Optional.empty(), ContentPerformer.none());
  }

  /**
   * A runner that reaches the nodes through {@code kubo}, their pods through {@code verbs} and the
   * copies of content through {@code content}.
   *
   * @param verbs empty outside Kubernetes
   */
  public ActionRunner(
      Kubo kubo,
      Addresses addresses,
      Delay delay,
      Optional<PodVerbs> verbs,
      ContentPerformer content) {
    this.content = content;
    this.addresses = addresses;
    this.peers = new PeerActions(kubo, delay);
    this.collection = new GarbageCollection(kubo);
    this.healing = new BlockHealing(kubo);
    this.pods = new PodActions(verbs.orElseGet(PodActions::none));
  }

  /**
   * Performs it. Completes normally with what happened, within the deadline of its kind; never
   * exceptionally.
   */
  public CompletionStage<Outcome> perform(Action action) {
    return action.is(Trait.BEGINS) ? batch(action) : onItsNode(action);
  }

  /** Its copies are on many nodes, each of which has an address of its own. */
  private CompletionStage<Outcome> batch(Action action) {
    return bounded(action, content.perform(action));
  }

  private CompletionStage<Outcome> onItsNode(Action action) {
    return addresses
        .rpc(action.target())
        .map(rpc -> start(action, rpc))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    Outcome.failed(action.target() + " is no longer in the fleet")));
  }

  private CompletionStage<Outcome> start(Action action, KuboEndpoint rpc) {
    return bounded(action, begin(action, rpc));
  }

  private static CompletionStage<Outcome> bounded(Action action, CompletionStage<Outcome> begun) {
    return begun
        .toCompletableFuture()
        .orTimeout(action.kind().deadline().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> unexpected(action.kind(), failure));
  }

  private CompletionStage<Outcome> begin(Action action, KuboEndpoint rpc) {
    return switch (action.kind()) {
      case RECONNECT_PEER -> peers.reconnect((ReconnectPeer) action, rpc);
      case REFRESH_LINK -> peers.refresh((RefreshLink) action, rpc);
      case COLLECT_GARBAGE -> collection.collect((CollectGarbage) action, rpc);
      case RESTART_POD -> pods.restart((RestartPod) action);
      case HEAL_BLOCKS -> healing.heal((HealBlocks) action, rpc);
      case GROW_VOLUME -> pods.grow((GrowVolume) action);
      case COPY_CONTENT, HEAL_CONTENT, DROP_EXCESS -> content.perform(action);
    };
  }

  private static Outcome unexpected(ActionKind kind, Throwable failure) {
    return failure instanceof TimeoutException
        ? Outcome.timedOut(
            "given up after " + kind.deadline().toSeconds() + " s; it may still run on the node")
        : Outcome.failed("a fault of the plane's own: " + failure);
  }
}
