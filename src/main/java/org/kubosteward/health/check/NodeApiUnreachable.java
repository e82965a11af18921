package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.fleet.Why;
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
 * A node that lives but whose RPC is of no use to us. {@link Reach} waits out the time for which
 * siblings may list a dead one, so the hold need not.
 */
final class NodeApiUnreachable implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.reaches().stream()
        .filter(reach -> reach.kind() == Kind.API_UNREACHABLE)
        .map(
            reach ->
                Observation.of(
                    Code.NODE_API_UNREACHABLE,
                    Subject.of(reach.node().id()),
                    Level.WARN,
                    withFix(reach)));
  }

  private static Evidence withFix(Reach reach) {
    if (reach.why().why() != Why.FORBIDDEN) {
      return reach.evidence();
    }
    String setting = "steward.fleet.nodes.\"%s\"".formatted(reach.node().id().name());
    return reach
        .evidence()
        .and(
            "fix",
            "give credentials that the node's API.Authorizations allow in %s.bearer-token or %s.basic"
                .formatted(setting, setting));
  }

  @Override
  public Topic topic() {
    return Topic.REACH;
  }
}
