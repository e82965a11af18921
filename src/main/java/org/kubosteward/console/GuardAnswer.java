package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.Rehearsal;

/**
 * What one guard says to an action, on the wire and on the page.
 *
 * @param reason why it refuses; left out when it lets the action pass
 * @param meaning when it refuses and what lifts that
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record GuardAnswer(String guard, boolean passes, Optional<String> reason, String meaning) {
  static List<GuardAnswer> all(Rehearsal rehearsal) {
    return rehearsal.answers().stream()
        .map(a -> new GuardAnswer(a.guard(), a.refusal().isEmpty(), a.refusal(), a.meaning()))
        .toList();
  }

  /** For style sheets. */
  public String css() {
    return passes ? "ok" : "bad";
  }
}
