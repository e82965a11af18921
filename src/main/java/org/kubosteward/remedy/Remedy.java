package org.kubosteward.remedy;

import java.util.Set;
import org.kubosteward.health.Finding;

/** What could be done about findings of one code. Pure; asks no guard. */
interface Remedy {
  Proposal propose(Finding finding, Situation situation);

  /** The kinds of action that it may propose; none for mere advice. */
  default Set<ActionKind> kinds() {
    return Set.of();
  }
}
