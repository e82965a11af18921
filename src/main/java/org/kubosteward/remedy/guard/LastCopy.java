package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Roots;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/**
 * What a pod keeps on a persistent volume outlives the pod. What it keeps elsewhere goes with it:
 * such a pod is restarted only when other nodes keep all that it pinned. The copies are the
 * recursive pins that the nodes report; one that is silent counts for nothing, and what it told
 * before the trouble began is no proof that it still has it.
 */
final class LastCopy implements Guard {
  private static final String UNKNOWN = "whatever it pins, which nobody knows now";

  @Override
  public String name() {
    return "last-copy";
  }

  @Override
  public String meaning() {
    return "The repository of the pod is on no persistent volume, and it pins, or may pin, what no"
        + " other node that answers has pinned recursively (told since the trouble began): a"
        + " restart would delete the last copy; lifted when others keep it, or by a volume.";
  }

  @Override
  public List<String> settings() {
    return List.of("steward.probe.slow-every");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.TAKES_DOWN)) {
      return Optional.empty();
    }
    Optional<NodeView> view = situation.picture().node(wanted.target());
    if (view.flatMap(v -> v.pod().value()).flatMap(Pod::volume).isPresent()) {
      return Optional.empty();
    }
    Optional<String> gone = view.isPresent() ? lost(view.get(), situation) : Optional.of(UNKNOWN);
    return gone.map(
        lost ->
            "the repository of %s is on no persistent volume, and a restart would delete %s"
                .formatted(wanted.target(), lost));
  }

  /** What would be gone for good; empty when that is nothing. */
  private static Optional<String> lost(NodeView view, Situation situation) {
    Optional<Pins> report = view.pins().value().filter(known -> current(view, situation));
    if (report.isEmpty()) {
      return Optional.of(UNKNOWN);
    }
    Pins pins = report.get();
    if (pins.recursive() + pins.direct() == 0) {
      return Optional.empty();
    }
    if (pins.direct() > 0 || !pins.roots().told()) {
      return Optional.of(
          "%d pins that cannot be compared with those of other nodes (direct ones, or too many)"
              .formatted(pins.recursive() + pins.direct()));
    }
    Instant since = Collections.max(List.of(since(view), situation.now().minus(told(situation))));
    List<Roots> others = elsewhere(view.id(), since, situation);
    long sole = pins.roots().keptByNoneOf(others);
    return sole == 0
        ? Optional.empty()
        : Optional.of(
            "%d of its %d pins that none of %d other nodes has told to keep since %s"
                .formatted(sole, pins.recursive(), others.size(), since));
  }

  private static boolean current(NodeView view, Situation situation) {
    Duration before = Duration.between(view.pins().at(), since(view));
    return before.compareTo(told(situation)) <= 0;
  }

  private static Duration told(Situation situation) {
    return situation.policy().bounds().pinsToldFor();
  }

  /** When it was last heard of. */
  private static Instant since(NodeView view) {
    return view.lastSuccess().orElse(view.version().at());
  }

  private static List<Roots> elsewhere(NodeId node, Instant since, Situation situation) {
    return situation
        .picture()
        .views()
        .filter(view -> view.up() && !view.id().equals(node))
        .map(NodeView::pins)
        .filter(reading -> reading.known() && reading.at().isAfter(since))
        .flatMap(reading -> reading.value().stream())
        .map(Pins::roots)
        .toList();
  }
}
