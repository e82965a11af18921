package org.kubosteward.journal;

import java.util.List;
import java.util.stream.Collectors;
import org.kubosteward.remedy.Intent;

/**
 * As many intents of the kind are in force as a round can carry; the fleet can always be paused.
 */
public final class TooManyIntents extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private static final int NAMED = 5;

  /** Says how many there are, and which could be withdrawn: the oldest first. */
  TooManyIntents(Intent.Kind kind, List<Intent> inForce) {
    super(
        "%d intents of the kind %s are in force, the most there may be; withdraw some of them first, the oldest are %s"
            .formatted(
                inForce.size(),
                kind,
                inForce.stream()
                    .limit(NAMED)
                    .map(
                        intent ->
                            "%d (%s, by %s)"
                                .formatted(
                                    intent.id(),
                                    intent.node().orElse("the fleet"),
                                    intent.author()))
                    .collect(Collectors.joining(", "))));
  }
}
