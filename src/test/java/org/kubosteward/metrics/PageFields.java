package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** What a page must say of every alert on it. */
final class PageFields {
  /** The plane's line is two of the nine: what it will do next, and what it tried. */
  private static final List<String> LINES =
      List.of(
          "What: [A-Z].+",
          "Where: .*(node [a-z0-9-]+|action [a-z-]+|the whole fleet)",
          "Since: 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC",
          "Why: .+",
          "Impact: [A-Z].+",
          "Plane: (Now: .+ Last hour: .+|decides about findings, .+ runbook\\.)",
          "Runbook: https://.+/docs/runbooks/[A-Za-z]+\\.md",
          "Dashboard: https://.+/d/kubo-.+&from=\\d+&to=now",
          "Silence: https://.+/#/silences/new\\?filter=%7Balertname.+%7D");

  private PageFields() {}

  /** A title, then one block an alert. */
  static void areAllThere(String page) {
    List<String> blocks =
        Stream.of(page.split("\n\n", -1)).skip(1).filter(b -> !b.isBlank()).toList();
    assertThat(page).matches("(?s)\\[(CRITICAL|WARNING)\\] (Kubo|Content|Steward)\\w+ .*");
    assertThat(blocks).as(page).isNotEmpty();
    for (String block : blocks) {
      List<String> lines = block.lines().toList();
      assertThat(lines).as(page).hasSameSizeAs(LINES);
      for (int i = 0; i < LINES.size(); i++) {
        assertThat(lines.get(i)).matches(LINES.get(i));
      }
    }
  }
}
