package org.kubosteward.simulation;

import java.util.Optional;
import org.kubosteward.kube.Term;

/**
 * The lease as the API server keeps it, and what each plane believes of it. A plane believes for
 * ten seconds after its last renewal that it leads; another takes the lease after fifteen.
 */
final class Lease {
  private static final long BELIEVED_FOR = 10_000;
  private static final long TAKEN_AFTER = 15_000;

  private String holder = "";
  private long renewed = -TAKEN_AFTER;
  private long epoch;

  /** The process asks to hold, or to go on holding. */
  void renew(String process, long now) {
    if (holder.equals(process)) {
      if (now - renewed >= BELIEVED_FOR) {
        epoch++;
      }
      renewed = now;
    } else if (now - renewed >= TAKEN_AFTER) {
      holder = process;
      renewed = now;
      epoch++;
    }
  }

  /** What that process believes. */
  Optional<Term> term(String process, long now) {
    return holder.equals(process) && now - renewed < BELIEVED_FOR
        ? Optional.of(new Term(process, epoch))
        : Optional.empty();
  }

  String holder() {
    return holder;
  }
}
