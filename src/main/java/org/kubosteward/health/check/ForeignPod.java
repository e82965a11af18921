package org.kubosteward.health.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** Pods that carry the fleet's label and are no kubo: a label that is too wide, or a mistake. */
final class ForeignPod implements Check {
  /** Evidence is for reading: a long list of names is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(Picture picture) {
    List<String> foreign = picture.fleet().observer().foreign();
    if (foreign.isEmpty()) {
      return Stream.empty();
    }
    String names = foreign.stream().limit(NAMED).collect(Collectors.joining(", "));
    return Stream.of(
        Observation.of(
            Code.FOREIGN_POD,
            Subject.fleet(),
            Level.WARN,
            Evidence.of("pods", names + (foreign.size() > NAMED ? ", ..." : ""))
                .and("count", foreign.size())));
  }
}
