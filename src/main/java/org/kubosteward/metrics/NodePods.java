package org.kubosteward.metrics;

import static org.kubosteward.metrics.NodeFamily.counter;
import static org.kubosteward.metrics.NodeFamily.flag;
import static org.kubosteward.metrics.NodeFamily.gauge;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Volume;

/** What Kubernetes says of the pod that a node lives in; all absent outside Kubernetes. */
final class NodePods {
  static final List<NodeFamily> FAMILIES =
      List.of(
          NodeFamily.of(
              gauge(
                  "steward_node_pod_ready",
                  "Whether the kubelet's probe says that the node's pod is ready (1) or not (0)."),
              NodeView::pod,
              pod -> flag(pod.ready())),
          NodeFamily.of(
              counter(
                  "steward_node_pod_restarts_total",
                  "How often the kubelet has restarted the container of kubo in this pod."),
              NodeView::pod,
              Pod::restarts),
          volume(
              "steward_node_volume_capacity_bytes",
              "What the persistent volume under the repository has.",
              Volume::capacity),
          volume(
              "steward_node_volume_requested_bytes",
              "What the claim asks for; more than the capacity while the volume grows.",
              Volume::requested),
          fill(
              "steward_node_volume_used_bytes",
              "What is used of the volume, as its kubelet measured it.",
              Volume.Fill::used),
          inodes(
              "steward_node_volume_inodes",
              "How many inodes the volume has, as its kubelet says.",
              Volume.Fill::inodes),
          inodes(
              "steward_node_volume_inodes_used",
              "How many inodes of the volume are used, as its kubelet measured it.",
              Volume.Fill::inodesUsed));

  private NodePods() {}

  private static NodeFamily volume(String name, String help, ToLongFunction<Volume> fact) {
    return NodeFamily.known(
        gauge(name, help),
        NodeView::pod,
        (pod, out) -> pod.volume().ifPresent(volume -> out.add(fact.applyAsLong(volume))));
  }

  private static NodeFamily fill(String name, String help, ToLongFunction<Volume.Fill> fact) {
    return told(name, help, fill -> true, fact);
  }

  /** No series where the file system does not number its inodes: none of none is not full. */
  private static NodeFamily inodes(String name, String help, ToLongFunction<Volume.Fill> fact) {
    return told(name, help, fill -> fill.inodesFree().isPresent(), fact);
  }

  private static NodeFamily told(
      String name, String help, Predicate<Volume.Fill> counted, ToLongFunction<Volume.Fill> fact) {
    return NodeFamily.known(
        gauge(name, help + " Absent unless kubelets are asked (steward.kubernetes.volume-stats)."),
        NodeView::pod,
        (pod, out) ->
            pod.volume()
                .flatMap(Volume::fill)
                .filter(counted)
                .ifPresent(f -> out.add(fact.applyAsLong(f))));
  }
}
