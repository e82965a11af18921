package org.kubosteward.plane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was really asked of the nodes and of the API server, written down where it arrived. The
 * plane has no part in it.
 */
final class Deeds {
  /** A write of a node's configuration, by whatever call. */
  static final String CONFIG = "config";

  private final List<Deed> all = new ArrayList<>();

  /**
   * One call that changes something.
   *
   * @param call {@code repo/gc}, {@code swarm/connect}, {@code swarm/disconnect}, {@code eviction},
   *     {@code grow}
   * @param target the node whose RPC, pod or claim was called
   * @param ended when it had been done; empty while it is being done
   */
  record Deed(String call, String target, Instant began, Optional<Instant> ended) {
    @Override
    public String toString() {
      return call + " of " + target + " at " + began;
    }
  }

  /** Notes that a call has arrived; answers what to say when it has been done. */
  synchronized int begin(String call, String target) {
    all.add(new Deed(call, target, Instant.now(), Optional.empty()));
    return all.size() - 1;
  }

  synchronized void end(int deed) {
    if (deed < all.size()) {
      Deed begun = all.get(deed);
      all.set(
          deed, new Deed(begun.call(), begun.target(), begun.began(), Optional.of(Instant.now())));
    }
  }

  synchronized List<Deed> all() {
    return List.copyOf(all);
  }

  synchronized long count(String call) {
    return all.stream().filter(deed -> deed.call().equals(call)).count();
  }

  synchronized void forget() {
    all.clear();
  }
}
