package org.kubosteward.metrics;

import static org.kubosteward.metrics.NodeFamily.counter;
import static org.kubosteward.metrics.NodeFamily.flag;
import static org.kubosteward.metrics.NodeFamily.gauge;
import static org.kubosteward.metrics.NodeFamily.kept;
import static org.kubosteward.metrics.NodeFamily.seconds;

import java.util.List;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;

/** What a node stores, exchanges and announces. */
final class NodeContent {
  static final List<NodeFamily> FAMILIES =
      List.of(
          NodeFamily.of(
              kept(gauge("steward_node_repo_size_bytes", "Size of the node's repository.")),
              NodeView::repo,
              RepoStat::sizeBytes),
          NodeFamily.known(
              kept(
                  gauge(
                      "steward_node_repo_storage_max_bytes",
                      "Datastore.StorageMax of the node. kubo enforces nothing there unless it was"
                          + " started to collect garbage. Absent when it is not set.")),
              NodeView::repo,
              (repo, out) -> {
                if (repo.storageMaxBytes() > 0) {
                  out.add(repo.storageMaxBytes());
                }
              }),
          NodeFamily.of(
              gauge(
                  "steward_node_disk_available_bytes",
                  "Bytes that the file system under the repository still has for kubo."),
              NodeView::disk,
              Disk::availableBytes),
          NodeFamily.known(
              gauge(
                  "steward_node_pins",
                  "Roots that the node keeps; indirect pins are too costly to count.",
                  "type"),
              NodeContent::pinsOfTheAnswering,
              (pins, out) -> {
                out.add(pins.recursive(), "recursive");
                out.add(pins.direct(), "direct");
              }),
          new NodeFamily(
              gauge(
                  "steward_node_pins_sole",
                  "Recursive pins of the node that no other node that answers has: lost when it is"
                      + " lost. Absent while one of them has not told its pins, or has too many to"
                      + " compare."),
              (node, out) -> node.soleRoots().ifPresent(out::add)),
          NodeFamily.of(
              gauge("steward_node_bitswap_wanted_blocks", "Blocks that the node waits for."),
              NodeView::bitswap,
              bitswap -> bitswap.wantlist()),
          NodeFamily.known(
              counter(
                  "steward_node_bitswap_blocks_total",
                  "Blocks exchanged since the kubo process started.",
                  "direction"),
              NodeView::bitswap,
              (bitswap, out) -> {
                out.add(bitswap.blocksReceived(), "in");
                out.add(bitswap.blocksSent(), "out");
              }),
          NodeFamily.known(
              counter(
                  "steward_node_bitswap_bytes_total",
                  "Bytes of blocks exchanged since the kubo process started.",
                  "direction"),
              NodeView::bitswap,
              (bitswap, out) -> {
                out.add(bitswap.bytesReceived(), "in");
                out.add(bitswap.bytesSent(), "out");
              }),
          NodeFamily.of(
              counter(
                  "steward_node_bitswap_duplicate_bytes_total",
                  "Bytes of blocks that arrived though the node already had them."),
              NodeView::bitswap,
              bitswap -> bitswap.duplicateBytesReceived()),
          NodeFamily.of(
              gauge(
                  "steward_node_provide_online",
                  "Whether the node's announcing to the DHT says it is online (1) or not (0)."),
              NodeView::provide,
              provide -> flag(provide.connectivity().equals("online"))),
          NodeFamily.of(
              gauge("steward_node_provide_pending_keys", "Keys that wait to be announced at all."),
              NodeView::provide,
              provide -> provide.pendingProvides()),
          NodeFamily.of(
              gauge(
                  "steward_node_provide_pending_regions",
                  "Regions of the key space that are overdue for being announced again."),
              NodeView::provide,
              provide -> provide.pendingReprovideRegions()),
          NodeFamily.of(
              gauge(
                  "steward_node_provide_scheduled_keys", "Keys on the schedule of announcements."),
              NodeView::provide,
              provide -> provide.scheduledKeys()),
          NodeFamily.known(
              gauge(
                  "steward_node_provide_next_timestamp_seconds",
                  "When the next region is due, in seconds since the epoch. Absent while nothing"
                      + " is scheduled."),
              NodeView::provide,
              (provide, out) -> provide.nextReprovide().ifPresent(at -> out.add(seconds(at)))));

  private NodeContent() {}

  /** What a silent node told last is no news. */
  private static Reading<Pins> pinsOfTheAnswering(NodeView view) {
    return view.up() ? view.pins() : Reading.notAsked(view.version().at());
  }
}
