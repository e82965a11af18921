package org.kubosteward.roster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Round;

/**
 * Which nodes there are, where their gateways are, and whether to use them. It holds nothing that
 * moves while nothing happens: of two rounds in which the same is known, the rosters are equal.
 *
 * @param nodes by namespace and name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Roster(List<RosterNode> nodes) {
  /** One that names no node. */
  public static final Roster EMPTY = new Roster(List.of());

  public Roster {
    nodes = List.copyOf(nodes);
  }

  /**
   * The roster of a round.
   *
   * @param gateways the addresses of the nodes' gateways; a node without one is not in it
   */
  static Roster of(Round round, Map<NodeId, URI> gateways) {
    Map<NodeId, List<Finding>> about = new HashMap<>();
    for (Finding finding : round.report().findings()) {
      finding
          .subject()
          .nodes()
          .forEach(node -> about.computeIfAbsent(node, id -> new ArrayList<>()).add(finding));
    }
    boolean blind = round.report().has(Code.STEWARD_BLIND);
    return new Roster(
        round
            .picture()
            .views()
            .map(
                view ->
                    new Usability(view, about.getOrDefault(view.id(), List.of()), blind)
                        .at(Optional.ofNullable(gateways.get(view.id()))))
            .toList());
  }
}
