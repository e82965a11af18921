package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/**
 * A restart needs two witnesses that each say "down", and of which one may not be us: our own
 * probe, which was met by silence, and beside it the kubelet (the pod is not ready, or its
 * container ends again and again) or the siblings (all that can tell, and two of them at least,
 * have lost it). A witness that cannot say abstains.
 */
final class OneWitness implements Guard {
  private static final int SIBLINGS_AT_LEAST = 2;

  /**
   * What our own probe must have met to say "down": anything else was an answer, or no question.
   */
  private static final Set<Why> SILENCE =
      EnumSet.of(
          Why.REFUSED,
          Why.UNRESOLVED,
          Why.UNREACHABLE,
          Why.CONNECT_TIMED_OUT,
          Why.STALLED,
          Why.TIMED_OUT);

  @Override
  public String name() {
    return "one-witness";
  }

  @Override
  public String meaning() {
    return "A restart needs two fresh, independent witnesses that the node is down: our own probe,"
        + " and the kubelet (pod not ready) or the siblings (two or more, all have lost it); lifted"
        + " when both say so.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.TAKES_DOWN)) {
      return Optional.empty();
    }
    NodeId target = wanted.target();
    Optional<NodeView> view = situation.picture().node(target);
    if (view.isEmpty()) {
      return Optional.of("the fleet has no node %s any more".formatted(target));
    }
    if (view.get().up()) {
      return Optional.of("%s answers our own probe".formatted(target));
    }
    Optional<Missing<Version>> noSilence =
        view.get().version().missing().filter(gap -> !SILENCE.contains(gap.why()));
    if (noSilence.isPresent()) {
      return Optional.of(
          "our own probe does not say that %s is down: %s"
              .formatted(target, noSilence.get().detail()));
    }
    if (!fresh(view.get().version(), situation)) {
      return Optional.of(
          "our own probe of %s is %s old"
              .formatted(
                  target,
                  Evidence.span(Duration.between(view.get().version().at(), situation.now()))));
    }
    boolean kubelet = kubeletSaysDown(view.get().pod(), situation);
    return kubelet || siblingsSayDown(target, situation.picture())
        ? Optional.empty()
        : Optional.of(
            "only our own probe says that %s is down: its pod is %s, and its siblings have not all lost it"
                .formatted(
                    target, view.get().pod().value().map(Pod::describe).orElse("not known")));
  }

  private static boolean kubeletSaysDown(Reading<Pod> pod, Situation situation) {
    return fresh(pod, situation)
        && pod.value().filter(p -> !p.ready() || p.crashing(situation.now())).isPresent();
  }

  private static boolean siblingsSayDown(NodeId target, FleetSnapshot picture) {
    int lost = 0;
    for (NodeView sibling : picture.nodes().values()) {
      Optional<Boolean> connected =
          sibling.id().equals(target) || !sibling.up()
              ? Optional.empty()
              : picture.connected(sibling.id(), target);
      if (connected.orElse(false)) {
        return false;
      }
      lost += connected.isPresent() ? 1 : 0;
    }
    return lost >= SIBLINGS_AT_LEAST;
  }

  private static boolean fresh(Reading<?> reading, Situation situation) {
    return Duration.between(reading.at(), situation.now()).compareTo(situation.policy().freshFor())
        <= 0;
  }
}
