package org.kubosteward.console;

import java.util.List;
import java.util.Optional;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;

/**
 * Which finding somebody wants explained.
 *
 * @param node a node that it concerns; empty for the fleet, or where the code has one finding only
 * @param peer the other node of a link
 */
record FindingQuery(Code code, Optional<String> node, Optional<String> peer) {
  /**
   * The one finding that this means. Of two directions of a link it is the one whose node to look
   * at is {@code node}.
   *
   * @throws Rejected with 404 when there is none, 400 when it may be several
   */
  Finding among(List<Finding> findings) {
    List<Finding> found = findings.stream().filter(this::fits).toList();
    List<Finding> exact =
        found.stream().filter(f -> f.subject().node().map(NodeId::name).equals(node)).toList();
    List<Finding> meant = exact.isEmpty() ? found : exact;
    if (meant.isEmpty()) {
      throw new Rejected(
          Problem.notFound(
              "the latest round has no %s%s%s; it has: %s"
                  .formatted(
                      code,
                      node.map(n -> " on " + IntentRequest.shortened(n)).orElse(""),
                      peer.map(p -> " with " + IntentRequest.shortened(p)).orElse(""),
                      findings.isEmpty() ? "no finding at all" : listed(findings))));
    }
    if (meant.size() > 1) {
      throw new Rejected(
          Problem.badRequest(
              "that may be any of: %s; say which with node=, and peer= for a link"
                  .formatted(listed(meant))));
    }
    return meant.get(0);
  }

  private boolean fits(Finding finding) {
    List<String> names = finding.subject().nodes().stream().map(NodeId::name).toList();
    return finding.code() == code
        && node.map(names::contains).orElse(true)
        && peer.map(names::contains).orElse(true);
  }

  /** More than ten tell nothing more. */
  private static String listed(List<Finding> findings) {
    return String.join(
        ", ", findings.stream().limit(10).map(f -> f.code() + " " + f.subject()).toList());
  }
}
