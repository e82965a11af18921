package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

/** Of several planes one acts. */
final class NotLeader implements Guard {
  @Override
  public String name() {
    return "not-leader";
  }

  @Override
  public String meaning() {
    return "Another plane holds the lease and acts; this one only watches.";
  }

  /** Who leads tells. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.kubernetes.lease.duration");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return situation.leader()
        ? Optional.empty()
        : Optional.of("this plane does not hold the lease; the one that does decides about this");
  }
}
