package org.kubosteward.remedy;

import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;

/**
 * Ends what is told of a node's new identity once somebody says, by its code, to have seen it: the
 * old one will not come back by itself, and nobody is to be told for days of what is known. Pure.
 */
public final class AcknowledgedIdentities {

  /** The report of that situation without what was acknowledged. */
  public HealthReport without(Situation situation) {
    HealthReport report = situation.report();
    return report.telling(
        Code.NODE_IDENTITY_CHANGED,
        report.findings().stream()
            .filter(finding -> finding.code() == Code.NODE_IDENTITY_CHANGED)
            .filter(finding -> !acknowledged(finding, situation))
            .toList());
  }

  private static boolean acknowledged(Finding finding, Situation situation) {
    return situation
        .acknowledgements()
        .filter(seen -> seen.code().filter(code -> code == finding.code()).isPresent())
        .filter(seen -> !seen.createdAt().isBefore(finding.since()))
        .anyMatch(
            seen ->
                seen.node().isEmpty()
                    || seen.node().equals(finding.subject().node().map(NodeId::name)));
  }
}
