package org.kubosteward.health.check;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Commands.Running;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A garbage collection that runs too long. It may wait for a lock that a stuck pin holds, and every
 * write waits behind it; so the write in flight is named.
 */
final class GcStuck implements Check {
  private final HealthPolicy policy;

  GcStuck(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    return Answering.judge(picture, Code.GC_STUCK, NodeView::commands, this::verdict);
  }

  private Optional<Observation> verdict(NodeView view, Commands commands) {
    return commands
        .collection()
        .map(collection -> age(collection, view.commands()))
        .filter(age -> age.compareTo(policy.gcStuckAfter()) > 0)
        .map(
            age ->
                Observation.of(
                    Code.GC_STUCK,
                    Subject.of(view.id()),
                    Level.CRIT,
                    evidence(age, view, commands)));
  }

  private static Evidence evidence(Duration age, NodeView view, Commands commands) {
    Evidence evidence = Evidence.of("running_for", Evidence.span(age));
    return commands
        .writer()
        .map(
            writer ->
                evidence.and(
                    "write_in_flight",
                    writer.command() + " for " + Evidence.span(age(writer, view.commands()))))
        .orElse(evidence);
  }

  /** A clock that stepped back must not make an age negative. */
  private static Duration age(Running command, Reading<Commands> reading) {
    Duration age = Duration.between(command.since(), reading.at());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
