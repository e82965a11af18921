package org.kubosteward.health;

import java.util.stream.Stream;

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
