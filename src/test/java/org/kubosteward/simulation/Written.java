package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;

/** I9: when a call is made its intent is on the disk; and what came of it is on record some day. */
final class Written implements Invariant {
  /** The longest collection, its verification, a standstill, and some. */
  private static final long SETTLED_WITHIN = 90 * 60_000L;

  @Override
  public String name() {
    return "I9 written";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    return deed.row().isPresent() ? Optional.empty() : Optional.of("no intent is on record for it");
  }

  /** The call whose record was lost, or was never ended. */
  static Optional<String> atTheEnd(List<Deed> deeds, List<Attempt> shelf, long now) {
    return deeds.stream()
        .filter(deed -> deed.row().isPresent())
        .filter(deed -> deed.at() < now - SETTLED_WITHIN)
        .filter(deed -> shelf.stream().noneMatch(row -> tells(row, deed)))
        .findFirst()
        .map(deed -> "the record of %s was lost, or never ended".formatted(deed));
  }

  private static boolean tells(Attempt row, Deed deed) {
    return deed.row().filter(intent -> intent.id() == row.id()).isPresent()
        && row.action().equals(deed.action())
        && row.result() != Result.RUNNING
        && !row.unsettled();
  }
}
