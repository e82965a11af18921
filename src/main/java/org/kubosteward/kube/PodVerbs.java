package org.kubosteward.kube;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The writes that remedies need. Each completes normally, within its deadline, and is sent once.
 */
public interface PodVerbs {
  /**
   * Asks for the eviction of that very pod; its disruption budget may refuse.
   *
   * @param grace how long its processes may take to end; the pod's own time when empty
   */
  CompletionStage<KubeReply> evict(
      String namespace, String pod, String uid, Optional<Duration> grace);

  /**
   * Lets that very claim ask for more; does nothing when it does not ask for {@code fromBytes} any
   * more.
   */
  CompletionStage<KubeReply> growClaim(
      String namespace, String claim, String uid, long fromBytes, long toBytes);
}
