package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** The plane's last garbage collection on a node ended with an error: not all was looked at. */
final class GcAborted implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.fleet().collections().entrySet().stream()
        .filter(entry -> entry.getValue().aborted())
        .map(
            entry ->
                Observation.of(
                    Code.GC_ABORTED,
                    Subject.of(entry.getKey()),
                    Level.WARN,
                    Evidence.of("error", entry.getValue().error())
                        .and("ended_at", entry.getValue().endedAt())));
  }
}
