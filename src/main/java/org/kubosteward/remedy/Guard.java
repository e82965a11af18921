package org.kubosteward.remedy;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;

/** May refuse an action, and then says why. Pure; a file each on the floor {@code guard}. */
public interface Guard {
  /** Its name in kebab-case: the label in metrics, the journal and the API. */
  String name();

  /** When it refuses and what lifts that, one sentence for the reference page. */
  String meaning();

  /** The same with what is set in place of what was shipped. */
  default String meaning(RemedyPolicy policy) {
    return meaning();
  }

  /** The settings that move it; none for what is not negotiable. */
  default List<String> settings() {
    return List.of();
  }

  /**
   * Whether a refusal of its that lasts is told as a finding of its own. Not when it lifts itself
   * soon, or when another finding or a person already says so.
   */
  default boolean toldWhenItLasts() {
    return true;
  }

  /**
   * The reason why this action must not be done now, a sentence with its numbers; empty when this
   * guard has none.
   *
   * @param cause the finding that the action is meant to cure
   * @param situation with the actions that were planned before this one as attempts under way
   */
  Optional<String> veto(Finding cause, Action wanted, Situation situation);
}
