package org.kubosteward.remedy;

import org.kubosteward.health.Finding;

/** What could be done about findings of one code. Pure; asks no guard. */
interface Remedy {
  Proposal propose(Finding finding, Situation situation);
}
