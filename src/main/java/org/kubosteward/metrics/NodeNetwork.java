package org.kubosteward.metrics;

import static org.kubosteward.metrics.NodeFamily.counter;
import static org.kubosteward.metrics.NodeFamily.gauge;
import static org.kubosteward.metrics.NodeFamily.kept;
import static org.kubosteward.metrics.NodeFamily.word;

import java.util.List;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Resources;
import org.kubosteward.fleet.Swarm;

/** With whom a node is connected, and whether that is of use. */
final class NodeNetwork {
  static final List<NodeFamily> FAMILIES =
      List.of(
          NodeFamily.of(
              kept(
                  gauge(
                      "steward_node_peers",
                      "Distinct peers that the node is connected to; 0 is said, not left out."
                          + " Absent when the node did not tell. A peer that vanished silently is"
                          + " still counted for up to 40 s.")),
              NodeView::swarm,
              Swarm::peers),
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_siblings",
                      "Other nodes of the fleet: how many siblings it should be connected to.")),
              (node, out) -> out.add(node.picture().nodes().size() - 1)),
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_siblings_connected",
                      "Siblings that the node is connected to, among those whose peer id is"
                          + " known. Absent when the node did not tell its peers.")),
              NodeNetwork::siblings),
          NodeFamily.known(
              gauge(
                  "steward_node_peer_connections",
                  "Open connections by who dialled; a peer may have two.",
                  "direction"),
              NodeView::swarm,
              (swarm, out) -> swarm.byDirection().forEach((d, count) -> out.add(count, word(d)))),
          NodeFamily.known(
              gauge(
                  "steward_node_transport_connections",
                  "Open connections by transport; only the transports in use.",
                  "transport"),
              NodeView::swarm,
              (swarm, out) -> swarm.byTransport().forEach((t, count) -> out.add(count, word(t)))),
          NodeFamily.known(
              kept(
                  counter(
                      "steward_node_bandwidth_bytes_total",
                      "Bytes that libp2p moved since the kubo process started.",
                      "direction")),
              NodeView::bandwidth,
              (bandwidth, out) -> {
                out.add(bandwidth.bytesIn(), "in");
                out.add(bandwidth.bytesOut(), "out");
              }),
          NodeFamily.known(
              gauge(
                  "steward_node_resource_usage_ratio",
                  "Use of what libp2p's resource manager limits, 1 being exhausted. Absent for a"
                      + " resource without a limit.",
                  "resource"),
              NodeView::resources,
              NodeNetwork::resources),
          new NodeFamily(
              gauge(
                  "steward_node_links_exchanging",
                  "Siblings from which the node last fetched a block of their own. Absent while"
                      + " no link towards the node was tried, or while it is down."),
              (node, out) -> links(node, node.links().exchanging(), out)),
          new NodeFamily(
              gauge(
                  "steward_node_links_blind",
                  "Siblings whose block did not arrive at the node when it was last asked for."
                      + " Absent while no link towards the node was tried, or while it is down."),
              (node, out) -> links(node, node.links().blind(), out)));

  private NodeNetwork() {}

  private static void siblings(NodeFacts node, Samples out) {
    node.picture().siblings().listedBy(node.view()).ifPresent(count -> out.add((long) count));
  }

  private static void links(NodeFacts node, int count, Samples out) {
    if (node.view().up() && !node.links().equals(NodeFacts.Links.NONE)) {
      out.add(count);
    }
  }

  private static void resources(Resources resources, Samples out) {
    ratio(resources.connections(), "connections", out);
    ratio(resources.streams(), "streams", out);
    ratio(resources.memoryBytes(), "memory", out);
    ratio(resources.fileDescriptors(), "file_descriptors", out);
  }

  private static void ratio(Resources.Use use, String resource, Samples out) {
    if (use.limit().orElse(0) > 0) {
      out.add((double) use.used() / use.limit().getAsLong(), resource);
    }
  }
}
