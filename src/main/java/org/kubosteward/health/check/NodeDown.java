package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Reach;
import org.kubosteward.health.Reach.Kind;
import org.kubosteward.health.Subject;

/**
 * A node that does not answer us and is connected to no sibling; says, too, what is untold. While
 * its pod is being replaced (a rollout, a drain) that is a warning.
 */
final class NodeDown implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.reaches().stream()
        .filter(reach -> reach.kind() == Kind.DOWN || reach.kind() == Kind.UNTOLD)
        .map(reach -> say(reach, picture));
  }

  private static Observation say(Reach reach, Picture picture) {
    Subject node = Subject.of(reach.node().id());
    return reach.kind() == Kind.DOWN
        ? Observation.of(
            Code.NODE_DOWN,
            node,
            reach.expected(picture.takenAt()) ? Level.WARN : Level.CRIT,
            reach.evidence())
        : Observation.cannotTell(
            Code.NODE_DOWN, node, reach.why().detail() + "; of its siblings " + reach.siblings());
  }

  @Override
  public Topic topic() {
    return Topic.REACH;
  }
}
