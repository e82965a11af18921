package org.kubosteward.metrics;

import static org.kubosteward.metrics.FamilySpec.Type.GAUGE;
import static org.kubosteward.metrics.NodeFamily.flag;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Status;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Mutes;

/** What is wrong: the verdict, the findings, the mutes. */
final class HealthFamilies {
  private static final FamilySpec STATUS =
      FamilySpec.contract(
          "steward_health_status",
          "The fleet in one word: 1 for the status that holds, 0 for the others, muted findings"
              + " left out. UNKNOWN before the first round, and when the latest is too old to be believed.",
          GAUGE,
          "status");
  private static final FamilySpec FINDING =
      FamilySpec.contract(
          "steward_health_finding",
          "Always 1; a finding that holds now, muted or not. Without a node it is about the fleet;"
              + " a finding about a link is at the node that asks. Severity unknown means that the"
              + " fact that would tell is missing.",
          GAUGE,
          "code",
          "severity",
          "namespace",
          "node");
  private static final FamilySpec MUTED =
      FamilySpec.contract(
          "steward_health_muted",
          "Whether the code is muted (1) or not (0) on the whole fleet; with a node, that it is"
              + " muted there.",
          GAUGE,
          "code",
          "node");

  static final List<FamilySpec> SPECS = List.of(STATUS, FINDING, MUTED);

  private HealthFamilies() {}

  static Stream<Family> of(Optional<Round> round) {
    List<Finding> findings = round.map(r -> r.report().findings()).orElse(List.of());
    Mutes mutes =
        round
            .map(r -> Mutes.of(r.intents(), findings, r.picture().takenAt()))
            .orElseGet(() -> new Mutes(List.of(), List.of()));
    Status status =
        round.map(r -> FleetStatus.of(r.report(), mutes).status()).orElse(Status.UNKNOWN);
    return Stream.of(status(status), findings(findings), muted(mutes));
  }

  private static Family status(Status holds) {
    Samples samples = new Samples(Status.values().length);
    for (Status status : Status.values()) {
      samples.add(flag(status == holds), status.name());
    }
    return new Family(STATUS, samples.all());
  }

  private static Family findings(List<Finding> findings) {
    // Two links towards one node are one series: Prometheus takes a label set once.
    List<Sample> samples =
        findings.stream()
            .map(
                finding ->
                    List.of(
                        finding.code().name(),
                        finding.level().severity(),
                        finding.subject().node().map(NodeId::namespace).orElse(""),
                        finding.subject().node().map(NodeId::name).orElse("")))
            .distinct()
            .map(labels -> new Sample(labels, 1))
            .toList();
    return new Family(FINDING, samples);
  }

  private static Family muted(Mutes mutes) {
    Samples samples = new Samples(Code.values().length);
    for (Code code : Code.values()) {
      samples.add(flag(mutes.everywhere(code)), code.name(), "");
      mutes.nodes(code).forEach(node -> samples.add(1, code.name(), node));
    }
    return new Family(MUTED, samples.all());
  }
}
