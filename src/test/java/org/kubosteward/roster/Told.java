package org.kubosteward.roster;

import static org.kubosteward.fleet.Fleets.id;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

/** Rounds of which other processes are told, and the rosters of them. */
final class Told {
  private Told() {}

  static Finding node(Code code, String node, Level level) {
    return finding(code, Subject.of(id(node)), level);
  }

  static Finding finding(Code code, Subject subject, Level level) {
    return new Finding(code, subject, level, Fleets.START, new TreeMap<>());
  }

  static URI gateway(String node) {
    return URI.create("http://" + node + ":8080");
  }

  static Map<NodeId, URI> gateways(FleetSnapshot picture) {
    return picture.nodes().keySet().stream()
        .collect(Collectors.toMap(node -> node, node -> gateway(node.name())));
  }

  static Round round(Fleets fleet, Finding... findings) {
    return round(fleet, true, findings);
  }

  static Round round(Fleets fleet, boolean leader, Finding... findings) {
    FleetSnapshot picture = fleet.picture();
    return new Round(
        picture,
        new HealthReport(picture.takenAt(), List.of(findings), new TreeMap<>()),
        new Plan(List.of()),
        List.of(),
        RemedyPolicy.shipped(),
        leader,
        Duration.ofMillis(300));
  }

  static Roster roster(Fleets fleet, Finding... findings) {
    Round round = round(fleet, findings);
    return Roster.of(round, gateways(round.picture()));
  }
}
