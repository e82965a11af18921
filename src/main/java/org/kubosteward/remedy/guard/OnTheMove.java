package org.kubosteward.remedy.guard;

import java.util.Optional;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Workload;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

/** Somebody is at it already: a rollout, a drain, a scaling. Two hands make one outage. */
final class OnTheMove implements Guard {
  @Override
  public String name() {
    return "rollout";
  }

  @Override
  public String meaning() {
    return "A rollout of the StatefulSet is under way, or the pod is being deleted or boots:"
        + " nothing disruptive is done to its nodes; lifted when it has ended.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.disruptive()) {
      return Optional.empty();
    }
    return situation
        .picture()
        .node(wanted.target())
        .map(NodeView::pod)
        .flatMap(reading -> reading.value())
        .filter(Pod::onTheMove)
        .map(
            pod ->
                pod.leaving()
                    ? "the pod of %s is being deleted already".formatted(wanted.target())
                    : pod.booting()
                        ? "the pod of %s is new and has not been ready yet"
                            .formatted(wanted.target())
                        : "a rollout of %s is under way"
                            .formatted(
                                pod.workload().map(Workload::name).orElse("its StatefulSet")));
  }
}
