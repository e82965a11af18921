package org.kubosteward.remedy.guard;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Situation;

/**
 * An operator said stop: for the fleet, a node, a kind of action, or a kind on a node. A pause of a
 * node holds for whatever touches the node, also when its sibling would be the one to dial.
 *
 * <p>A resume has ended the pauses of the same reach when it was asked for: resuming the fleet does
 * not lift what somebody set on one node for a reason of their own.
 */
final class Paused implements Guard {
  @Override
  public String name() {
    return "paused";
  }

  @Override
  public String meaning() {
    return "An operator has paused the fleet, a node it touches or this kind of action, or an"
        + " annotation on its pod or StatefulSet does; lifted by a resume of the same reach,"
        + " by withdrawing the pause, or when it expires.";
  }

  /** Somebody wanted it so. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.pause-file");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return situation
        .pauses()
        .filter(pause -> pause.concerns(wanted))
        .findFirst()
        .map(Paused::reason)
        .or(() -> annotated(wanted, situation))
        .or(() -> untold(wanted, situation));
  }

  /** The switch that works when our own API does not: an annotation on the pod or its set. */
  private static Optional<String> annotated(Action wanted, Situation situation) {
    return wanted.nodes().stream()
        .flatMap(
            node ->
                situation
                    .picture()
                    .node(node)
                    .flatMap(view -> view.pod().value())
                    .flatMap(Pod::paused)
                    .map(why -> "%s is paused by an annotation: %s".formatted(node, why))
                    .stream())
        .findFirst();
  }

  /** Nothing that can hurt is done to a pod of which nobody knows whether it is paused. */
  private static Optional<String> untold(Action wanted, Situation situation) {
    return wanted.disruptive()
        ? situation
            .picture()
            .node(wanted.target())
            .flatMap(view -> view.pod().missing())
            .filter(missing -> missing.why() != Why.NOT_ASKED)
            .map(
                missing ->
                    "whether an annotation pauses %s is not known: %s"
                        .formatted(wanted.target(), missing.detail()))
        : Optional.empty();
  }

  private static String reason(Intent.Pause pause) {
    return "%s%s is paused by %s %s: %s"
        .formatted(
            pause.action().map(kind -> kind.label() + " on ").orElse(""),
            pause.node().orElse("the fleet"),
            pause.author(),
            pause
                .expiresAt()
                .map(at -> "until " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse("until somebody resumes it"),
            pause.reason());
  }
}
