package org.kubosteward.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check.Topic;

/**
 * What one round has to go on: the report before it, the picture, and what the checks see in it.
 *
 * @param blind the observation that the plane cannot trust what it sees, if it cannot
 * @param cuts when links were cut, with those of this round
 */
record Look(
    HealthReport previous,
    Picture picture,
    Map<Finding.Key, Observation> seen,
    Optional<Observation> blind,
    Cuts cuts) {

  Instant now() {
    return picture.takenAt();
  }

  Duration elapsed() {
    return Duration.between(previous.at(), now());
  }

  /** Why nobody could look at that in this round, whatever its check says; empty when one could. */
  Optional<String> frozen(Finding.Key key, Topic topic) {
    boolean alsoThen =
        key.code() == Code.STEWARD_BLIND
            || (key.code() == Code.FLEET_RECOVERING && Reach.silenceMayBeTheirs(picture.fleet()));
    if (blind.isPresent() && !alsoThen) {
      return Optional.of("the plane is blind");
    }
    if (key.subject() instanceof Subject.OfPolicy && picture.content().isEmpty()) {
      return Optional.of("how the content stands is not known here");
    }
    return topic == Topic.REACH
        ? Optional.empty()
        : silent(key.subject(), picture).map(node -> node + " does not answer");
  }

  /** Why the check itself cannot tell; empty when it can. */
  Optional<String> untold(Finding.Key key) {
    return Optional.ofNullable(seen.get(key))
        .filter(observation -> observation.level() == Level.CANNOT_TELL)
        .map(observation -> observation.evidence().getOrDefault("why", "cannot tell"));
  }

  /** The first node of the subject that does not answer. */
  static Optional<NodeId> silent(Subject subject, Picture picture) {
    return subject.nodes().stream().filter(node -> silent(node, picture)).sorted().findFirst();
  }

  static boolean silent(NodeId node, Picture picture) {
    return picture.fleet().node(node).filter(NodeView::up).isEmpty();
  }
}
