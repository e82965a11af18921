package org.kubosteward.metrics;

import static org.kubosteward.metrics.NodeFamily.flag;
import static org.kubosteward.metrics.NodeFamily.gauge;
import static org.kubosteward.metrics.NodeFamily.kept;
import static org.kubosteward.metrics.NodeFamily.seconds;

import java.util.List;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;

/** Whether a node lives, who it says it is, and what its process uses. */
final class NodeLife {
  static final List<NodeFamily> FAMILIES =
      List.of(
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_up",
                      "Whether the node answered in the latest round (1) or not (0). Every node"
                          + " that the source of the fleet names has this series, and loses it"
                          + " when the source no longer names it.")),
              (node, out) -> out.add(flag(node.view().up()))),
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_info",
                      "Always 1; who the node says it is. Labels that it did not tell are absent.",
                      "version",
                      "agent",
                      "peer_id")),
              (node, out) -> node.view().version().value().ifPresent(v -> info(node, v, out))),
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_last_success_timestamp_seconds",
                      "When the node last answered any question, in seconds since the epoch."
                          + " Stays while the node is down; absent while it never answered.")),
              (node, out) -> node.view().lastSuccess().ifPresent(at -> out.add(seconds(at)))),
          new NodeFamily(
              kept(
                  gauge(
                      "steward_node_probe_success",
                      "Whether the latest answer to this question was good (1) or there was none"
                          + " (0). Absent for a question that was not put, as when the node is"
                          + " down.",
                      "probe")),
              (node, out) -> probes(node.view(), out)),
          NodeFamily.of(
              gauge(
                  "steward_node_start_time_seconds",
                  "When the kubo process started, in seconds since the epoch."),
              NodeView::process,
              process -> seconds(process.startedAt())),
          NodeFamily.of(
              gauge("steward_node_open_fds", "File descriptors that the kubo process has open."),
              NodeView::process,
              process -> process.openFileDescriptors()),
          NodeFamily.of(
              gauge(
                  "steward_node_max_fds",
                  "File descriptors that the kubo process may have open. Near it a node accepts"
                      + " connections and says nothing."),
              NodeView::process,
              process -> process.maxFileDescriptors()),
          NodeFamily.of(
              gauge("steward_node_resident_memory_bytes", "Resident memory of the kubo process."),
              NodeView::process,
              process -> process.residentBytes()),
          NodeFamily.of(
              gauge(
                  "steward_node_commands_running",
                  "RPC commands in flight on the node when it was asked."),
              NodeView::commands,
              commands -> commands.running().size()));

  private NodeLife() {}

  private static void info(NodeFacts node, Version version, Samples out) {
    out.add(
        1,
        version.release(),
        node.view().identity().value().map(id -> id.agentVersion()).orElse(""),
        node.view().peerId().orElse(""));
  }

  private static void probes(NodeView view, Samples out) {
    view.readings()
        .forEach(
            (question, reading) -> {
              boolean old = reading.known() && !view.up() && question != Question.POD;
              if (!old && reading.missing().map(m -> m.why() != Why.NOT_ASKED).orElse(true)) {
                out.add(flag(reading.known()), question.label());
              }
            });
  }
}
