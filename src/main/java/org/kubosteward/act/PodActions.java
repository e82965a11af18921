package org.kubosteward.act;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.kube.KubeReply;
import org.kubosteward.kube.PodVerbs;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.RestartPod;

/** What is done through the API server: one write each, to the very object that was judged. */
final class PodActions {
  private final PodVerbs verbs;

  PodActions(PodVerbs verbs) {
    this.verbs = verbs;
  }

  /** Evicts the pod. Nothing goes round a disruption budget that says no. */
  CompletionStage<Outcome> restart(RestartPod action) {
    return verbs
        .evict(action.target().namespace(), action.target().name(), action.podUid(), action.grace())
        .thenApply(
            reply ->
                outcome(
                    reply, "evicted %s; its StatefulSet makes it anew".formatted(action.target())));
  }

  /** Lets the claim ask for more. */
  CompletionStage<Outcome> grow(GrowVolume action) {
    return verbs
        .growClaim(
            action.target().namespace(),
            action.claim(),
            action.claimUid(),
            action.fromBytes(),
            action.toBytes())
        .thenApply(
            reply ->
                outcome(
                    reply,
                    "%s asks for %d bytes instead of %d"
                        .formatted(action.claim(), action.toBytes(), action.fromBytes())));
  }

  /** For a fleet that is not on Kubernetes. */
  static PodVerbs none() {
    return new PodVerbs() {
      @Override
      public CompletionStage<KubeReply> evict(
          String namespace, String pod, String uid, Optional<Duration> grace) {
        return absent();
      }

      @Override
      public CompletionStage<KubeReply> growClaim(
          String namespace, String claim, String uid, long fromBytes, long toBytes) {
        return absent();
      }
    };
  }

  private static CompletionStage<KubeReply> absent() {
    return CompletableFuture.completedFuture(
        new KubeReply(
            KubeReply.Kind.FAILED,
            0,
            "the fleet is not watched on Kubernetes (steward.fleet.source), so there is no pod"));
  }

  private static Outcome outcome(KubeReply reply, String done) {
    return switch (reply.kind()) {
      case DONE -> Outcome.done(done);
      case REFUSED -> Outcome.refused("the disruption budget refuses: " + reply.detail());
      case FORBIDDEN, CONFLICT -> Outcome.refused(reply.detail());
      case UNREACHABLE -> Outcome.timedOut(reply.detail());
      case GONE, FAILED -> Outcome.failed(reply.detail());
    };
  }
}
