package org.kubosteward.probe;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.kubo.Kubo;

/**
 * Listens between two rounds for silent nodes that begin to answer, so that a fleet that comes back
 * need not wait for its round: one question a node, none while the last is open.
 */
final class SilentNodeWatch {
  /** Shorter than the pace of the rounds, longer than a good answer takes. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** With more silent nodes than these the round will find them soon enough. */
  private static final int MOST = 20;

  private final Kubo kubo;
  private final Set<NodeId> asking = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean heard = new AtomicBoolean();

  SilentNodeWatch(Kubo kubo) {
    this.kubo = kubo;
  }

  /** Asks them, and says whether one of those asked before has answered since. */
  boolean among(List<Target> silent) {
    // Read first: an answer that comes while they are asked is told next time.
    boolean answered = heard.getAndSet(false);
    silent.stream().limit(MOST).filter(target -> asking.add(target.id())).forEach(this::ask);
    return answered;
  }

  private void ask(Target target) {
    kubo.version(target.rpc(), DEADLINE)
        .whenComplete(
            (reply, never) -> {
              asking.remove(target.id());
              if (reply != null && reply.optional().isPresent()) {
                heard.set(true);
              }
            });
  }
}
