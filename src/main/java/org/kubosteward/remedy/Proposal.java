package org.kubosteward.remedy;

import java.util.Optional;

/**
 * What a remedy makes of a finding, before any guard is asked.
 *
 * @param action what it would do; empty when nothing of ours helps
 * @param why what the action is to bring, or why there is none, a sentence
 */
record Proposal(Optional<Action> action, String why) {
  static Proposal act(Action action, String why) {
    return new Proposal(Optional.of(action), why);
  }

  static Proposal leave(String why) {
    return new Proposal(Optional.empty(), why);
  }
}
