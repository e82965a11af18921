package org.kubosteward.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.Hours;

/** I12: nothing that can hurt begins outside the hours, by the clock of the plane that calls. */
final class WithinHours implements Invariant {
  /** A call may come so long after its intent was written, and the intent is what is judged. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "I12 within the hours";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    Hours window = spec.policy().window();
    return deed.disruptive()
            && !window.include(deed.wall())
            && !window.include(deed.wall().minus(SLACK))
        ? Optional.of("at %s, and the hours are %s".formatted(deed.wall(), window.windows()))
        : Optional.empty();
  }
}
