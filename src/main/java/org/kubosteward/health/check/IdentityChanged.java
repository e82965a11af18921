package org.kubosteward.health.check;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Identities.Borne;
import org.kubosteward.fleet.Identities.Change;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A node that came back under its name with another peer id: its volume is another one, and what it
 * pinned is not there. Critical, for where a volume was lost by a rollout or a mount, the next node
 * loses its own soon. It ends when the old identity is back, when somebody acknowledges it, or by
 * itself after {@link #TOLD_FOR}. A node that took over the id of another is told there ({@link
 * DuplicateIdentity}).
 */
final class IdentityChanged implements Check {
  /** Long enough for whoever was away to hear of it. */
  static final Duration TOLD_FOR = Duration.ofDays(7);

  @Override
  public Stream<Observation> examine(Picture picture) {
    Namesakes namesakes = picture.mesh().namesakes();
    return picture
        .fleet()
        .views()
        .filter(view -> !namesakes.has(view.id()))
        .flatMap(view -> told(picture, view).stream());
  }

  private static Optional<Observation> told(Picture picture, NodeView view) {
    Optional<Borne> borne = picture.fleet().identities().of(view.id());
    return borne
        .flatMap(Borne::change)
        .filter(change -> picture.takenAt().isBefore(change.at().plus(TOLD_FOR)))
        .map(
            change ->
                Observation.of(
                    Code.NODE_IDENTITY_CHANGED,
                    Subject.of(view.id()),
                    Level.CRIT,
                    evidence(picture, borne.get(), change)));
  }

  private static Evidence evidence(Picture picture, Borne borne, Change change) {
    Evidence evidence =
        Evidence.of("peer_id", borne.peerId())
            .and("before", change.from())
            .and("changed", change.at())
            .and("told_until", change.at().plus(TOLD_FOR));
    return heir(picture, change).map(node -> evidence.and("before_is_now", node)).orElse(evidence);
  }

  /** The node that bears the old id now, as where names were exchanged. */
  private static Optional<NodeId> heir(Picture picture, Change change) {
    return picture
        .fleet()
        .views()
        .filter(view -> view.peerId().filter(change.from()::equals).isPresent())
        .map(NodeView::id)
        .findFirst();
  }
}
