package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Reach;
import org.kubosteward.health.Reach.Kind;
import org.kubosteward.health.Subject;

/**
 * A node that accepts connections and says nothing. Kubo that ran out of file descriptors looks the
 * same from outside, so what is known of them is part of the evidence.
 */
final class NodeHung implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.reaches().stream()
        .filter(reach -> reach.kind() == Kind.HUNG)
        .map(
            reach ->
                Observation.of(
                    Code.NODE_HUNG,
                    Subject.of(reach.node().id()),
                    Level.CRIT,
                    withFileDescriptors(reach)));
  }

  private static Evidence withFileDescriptors(Reach reach) {
    return reach
        .node()
        .process()
        .value()
        .map(
            process ->
                reach
                    .evidence()
                    .and(
                        "file_descriptors",
                        process.openFileDescriptors() + " of " + process.maxFileDescriptors()))
        .orElse(reach.evidence());
  }

  @Override
  public Topic topic() {
    return Topic.REACH;
  }
}
