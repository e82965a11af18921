package org.kubosteward.alertmanager;

import java.time.Instant;
import java.util.List;
import org.kubosteward.fleet.NodeId;

/**
 * A silence that holds now, or will.
 *
 * @param author who made it, as Alertmanager has it
 * @param comment why
 */
public record Silence(
    String id, String author, String comment, Instant endsAt, List<Matcher> matchers) {
  public Silence {
    matchers = List.copyOf(matchers);
  }

  /**
   * Whether it names that node: what it says of other labels (alertname, severity) is not asked.
   */
  public boolean concerns(NodeId node) {
    return names("node") && passes("node", node.name()) && passes("namespace", node.namespace());
  }

  /** Whether it names no node and alerts of ours: it may concern all of them. */
  public boolean concernsFleet() {
    return !names("node")
        && matchers.stream()
            .filter(matcher -> matcher.name().equals("alertname") && matcher.equal())
            .anyMatch(matcher -> matcher.value().matches("(?s).*(Kubo|Steward).*"));
  }

  private boolean names(String label) {
    return matchers.stream().anyMatch(matcher -> matcher.name().equals(label));
  }

  private boolean passes(String label, String value) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(label))
        .allMatch(matcher -> matcher.passes(value));
  }
}
