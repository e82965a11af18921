package org.kubosteward.console;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How the pages write instants: to the second, in ISO 8601, UTC. The API keeps what was read. */
@TemplateExtension
final class PageTimes {
  private PageTimes() {}

  /** {@code {finding.since.toSecond}}. */
  static String toSecond(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
