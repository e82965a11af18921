package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.Attempt;

/** I8: an intent is carried out once, and a deed is not done again before its last is verified. */
final class OnceEach implements Invariant {
  @Override
  public String name() {
    return "I8 once each";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    Optional<Long> id = deed.row().map(Attempt::id);
    return before.stream()
        .filter(d -> id.isPresent() && d.row().map(Attempt::id).equals(id))
        .findFirst()
        .map(d -> "its intent was carried out before: " + d)
        .or(
            () ->
                deed.unsettled().stream()
                    .findFirst()
                    .map(a -> "attempt %d at it is not verified".formatted(a.id())));
  }
}
