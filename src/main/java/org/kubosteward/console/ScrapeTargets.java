package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.Round;

/**
 * {@code GET /api/v1/sd/prometheus}: where kubo's own metrics are, one group a node.
 *
 * <p>Prometheus keeps its last targets when this fails, and drops them all when it is told of none.
 * So it is told of none never: what cannot be told is a failure.
 */
record ScrapeTargets(List<Group> groups) {

  /**
   * The targets of the latest round.
   *
   * @throws Rejected with 503 when they cannot be told now
   */
  static ScrapeTargets of(RecordSnapshot dossier, FleetAddresses addresses) {
    Round round = dossier.latest().orElseThrow(() -> cannotTell("the first round has not ended"));
    FleetStatus.stale(round, dossier.every(), dossier.loop().sinceRound())
        .ifPresent(
            why -> {
              throw cannotTell(why);
            });
    if (round.report().findings().stream().anyMatch(f -> f.code() == Code.STEWARD_BLIND)) {
      throw cannotTell("the plane cannot trust what it sees; see STEWARD_BLIND at /api/v1/health");
    }
    String trouble = round.picture().observer().sourceTrouble();
    if (!trouble.isEmpty()) {
      throw cannotTell("the list of nodes cannot be trusted: " + trouble);
    }
    Map<NodeId, String> known = addresses.all();
    List<Group> groups =
        round.picture().nodes().keySet().stream()
            .flatMap(
                node -> Optional.ofNullable(known.get(node)).map(at -> Group.of(node, at)).stream())
            .toList();
    if (groups.isEmpty()) {
      throw cannotTell("no node has an address; see steward.fleet.nodes");
    }
    return new ScrapeTargets(groups);
  }

  private static Rejected cannotTell(String why) {
    return new Rejected(Problem.unavailable(why + "; keep the targets that you have"));
  }

  /** One node as Prometheus wants it. */
  record Group(List<String> targets, Labels labels) {
    static Group of(NodeId node, String address) {
      return new Group(
          List.of(address), new Labels("/debug/metrics/prometheus", node.namespace(), node.name()));
    }
  }

  /** The labels of one node. */
  record Labels(@JsonProperty("__metrics_path__") String path, String namespace, String node) {}
}
