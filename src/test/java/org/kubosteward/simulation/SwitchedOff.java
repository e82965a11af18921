package org.kubosteward.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * I13: of a disruptive kind no call is made any more when four or more were made in a day and half
 * of them did not end the trouble of their node, unless an operator acknowledged the kind.
 */
final class SwitchedOff implements Invariant {
  private static final int AT_LEAST = 4;

  /** A call may come so long after its intent was written, and the guard counts intents. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "I13 switched off";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    if (!deed.disruptive()) {
      return Optional.empty();
    }
    List<Deed> made =
        before.stream()
            .filter(d -> d.action().kind() == deed.action().kind())
            .filter(d -> d.wall().isAfter(deed.wall().minus(Duration.ofDays(1)).plus(SLACK)))
            .filter(
                d ->
                    !deed.acknowledgedSince(
                        d,
                        intent ->
                            intent.node().isEmpty()
                                && intent.action().isPresent()
                                && intent.concerns(d.action())))
            .toList();
    long inVain = made.stream().filter(d -> inVain(d, before, deed)).count();
    return made.size() < AT_LEAST || 2 * inVain < made.size()
        ? Optional.empty()
        : Optional.of(
            "%d of %d calls of its kind in a day were in vain".formatted(inVain, made.size()));
  }

  /** The next call for the same node found the trouble still there, and never gone in between. */
  private static boolean inVain(Deed call, List<Deed> before, Deed deed) {
    return Stream.concat(before.stream(), Stream.of(deed))
        .filter(d -> d.number() > call.number() && d.action().sameDeed(call.action()))
        .findFirst()
        .filter(next -> next.troubleSince() <= call.at())
        .isPresent();
  }
}
