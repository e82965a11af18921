package org.kubosteward.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.RemedyPolicy.Rule;

/**
 * I3: between two calls of the same deed lies its cool-down, doubled with every call after the
 * first since the trouble last ceased; and no more calls than attempts are allowed. Unless an
 * operator acknowledged it in between.
 */
final class CooledDown implements Invariant {
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** After so long the plane may take the same fault for a new one. */
  private static final Duration REMEMBERED = Duration.ofHours(2);

  @Override
  public String name() {
    return "I3 cooled down";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    Rule rule = spec.policy().rule(deed.action().kind());
    List<Deed> same =
        new ArrayList<>(before.stream().filter(d -> d.action().sameDeed(deed.action())).toList());
    same.removeIf(d -> deed.acknowledgedSince(d, intent -> intent.concerns(deed.action())));
    if (same.isEmpty()) {
      return Optional.empty();
    }
    long inVain =
        same.stream()
            .filter(d -> d.at() >= deed.troubleSince())
            .filter(d -> d.wall().isAfter(deed.wall().minus(REMEMBERED)))
            .count();
    if (inVain >= rule.attempts()) {
      return Optional.of(
          "%d calls were in vain, %d are allowed".formatted(inVain, rule.attempts()));
    }
    Duration wait = rule.cooldown();
    for (long n = 1; n < inVain && wait.compareTo(rule.cooldownMax()) < 0; n++) {
      wait = wait.multipliedBy(2);
    }
    wait = wait.compareTo(rule.cooldownMax()) < 0 ? wait : rule.cooldownMax();
    Deed last = same.get(same.size() - 1);
    Duration waited = Duration.between(last.wall(), deed.wall()).plus(SLACK);
    return !waited.isNegative() && waited.compareTo(wait) < 0
        ? Optional.of(
            "%s after %s, after %d in vain %s is due".formatted(waited, last, inVain, wait))
        : Optional.empty();
  }
}
