package org.kubosteward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mode;

/**
 * I4: nothing while the plane is blind, nor just after, nor while half of the fleet is silent, nor
 * on what an operator paused or did not allow; nothing disruptive while a third is silent, nor for
 * five minutes after. A pod that is new and boots is not there yet: its silence is not followed by
 * these minutes.
 */
final class HandsOff implements Invariant {
  /** A wish that is younger than a round may come too late for it. */
  private static final long HEARD_AFTER = 25_000;

  /** At the least; what clears these findings takes longer. */
  private static final long DAZED_FOR = 4_000;

  /** A little under five minutes: the clocks of planes step. */
  private static final long AFTER_A_STORM = 290_000;

  private static final HealthPolicy MARKS = HealthPolicy.shipped();

  @Override
  public String name() {
    return "I4 hands off";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    return blind(deed.look())
        .or(() -> storm(deed))
        .or(() -> dazed(deed))
        .or(() -> paused(deed))
        .or(() -> annotated(deed))
        .or(() -> notAllowed(deed, before, spec));
  }

  static Optional<String> blind(FleetSnapshot look) {
    boolean late = look.observer().lag().compareTo(MARKS.lagMax()) > 0;
    boolean stepped = look.observer().clockStep().abs().compareTo(MARKS.clockStepMax()) > 0;
    boolean doubted = !look.observer().sourceTrouble().isEmpty();
    boolean reachedNobody =
        look.views()
            .allMatch(
                view -> view.version().missing().filter(m -> !m.why().provesReach()).isPresent());
    return late || stepped || doubted || reachedNobody
        ? Optional.of("the plane was blind: " + look.observer())
        : Optional.empty();
  }

  private static Optional<String> storm(Deed deed) {
    int all = deed.look().nodes().size();
    long silent = deed.look().views().filter(view -> !view.up()).count();
    return 2 * silent >= all || (deed.disruptive() && silent > Math.max(1, all / 3))
        ? Optional.of("%d of %d were silent".formatted(silent, all))
        : Optional.empty();
  }

  /** The end of a storm looks like a small fault, and eyes that open see little at first. */
  private static Optional<String> dazed(Deed deed) {
    long blind = deed.lookAt() - deed.blindAt();
    if (blind < DAZED_FOR) {
      return Optional.of("its own blindness ended %d ms ago".formatted(blind));
    }
    long storm = deed.lookAt() - deed.stormAt();
    return deed.disruptive() && storm < AFTER_A_STORM
        ? Optional.of("a storm ended %d ms ago".formatted(storm))
        : Optional.empty();
  }

  private static Optional<String> paused(Deed deed) {
    return deed.wishes().stream()
        .filter(wish -> wish.at() <= deed.at() - HEARD_AFTER)
        .map(Wish::intent)
        .filter(i -> i.kind() == Intent.Kind.PAUSE && i.concerns(deed.action()))
        .filter(i -> i.activeAt(deed.wall().plusSeconds(1)) && i.activeAt(deed.look().takenAt()))
        .filter(i -> deed.wishes().stream().noneMatch(w -> resumes(w.intent(), i)))
        .findFirst()
        .map(i -> "paused: " + i);
  }

  private static boolean resumes(Intent resume, Intent pause) {
    return resume.kind() == Intent.Kind.RESUME
        && resume.node().equals(pause.node())
        && resume.action().equals(pause.action())
        && resume.id() > pause.id();
  }

  /** A gentle action goes on while the API server is away and nobody can read annotations. */
  private static Optional<String> annotated(Deed deed) {
    Optional<String> shown =
        deed.action().nodes().stream()
            .flatMap(node -> deed.look().node(node).stream())
            .map(NodeView::pod)
            .flatMap(reading -> reading.value().stream())
            .flatMap(pod -> pod.paused().stream())
            .findFirst();
    boolean known = deed.disruptive() && deed.truth().paused();
    return shown.isPresent() || known
        ? Optional.of("an annotation pauses it, which the plane was once shown")
        : Optional.empty();
  }

  private static Optional<String> notAllowed(Deed deed, List<Deed> before, Spec spec) {
    Mode mode = spec.policy().mode(deed.action().kind());
    return switch (mode) {
      case AUTO -> Optional.empty();
      case OBSERVE, PROPOSE -> Optional.of("its mode is " + mode);
      case APPROVE ->
          deed.wishes().stream().anyMatch(wish -> approves(wish, deed, before))
              ? Optional.empty()
              : Optional.of("nobody approved it, or not once more");
    };
  }

  private static boolean approves(Wish wish, Deed deed, List<Deed> before) {
    Intent intent = wish.intent();
    return intent.kind() == Intent.Kind.APPROVE
        && intent.concerns(deed.action())
        && intent.node().isPresent()
        && intent.activeAt(deed.look().takenAt())
        && before.stream()
            .filter(d -> intent.concerns(d.action()))
            .noneMatch(d -> d.at() > wish.at());
  }

  /** Whether the pod is as the kubelet shows one whose container ends again and again. */
  static boolean loops(Pod pod, Instant now) {
    boolean lately =
        pod.ended()
            .flatMap(Pod.Ending::at)
            .filter(at -> at.isAfter(now.minus(Duration.ofMinutes(10))))
            .isPresent();
    return pod.waiting().isPresent() || (pod.restarts() >= 3 && lately);
  }
}
