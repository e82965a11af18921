package org.kubosteward.loop;

import java.time.Instant;
import java.util.Optional;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.remedy.Action;

/** The content's part in a round of the leader. */
public interface ContentRounds {
  /** A plane that keeps no content. */
  ContentRounds NONE = new ContentRounds() {};

  /** Another term begins: what is known may have been changed by another plane since. */
  default void beginTerm() {}

  /** All content with the fleet as it was just seen; empty while it is not known. */
  default Optional<ContentPicture> look(FleetSnapshot fleet, Instant now) {
    return Optional.empty();
  }

  /** Whether the grace of a node ended since the last look: then a round is due, to repair. */
  default boolean graceEnded(Instant now) {
    return false;
  }

  /** Notes what the plan only notes: nothing on any node is touched by it. */
  default void note(ContentPicture picture) {}

  /** That action is about to be performed. */
  default void begun(Action action, Instant now) {}
}
