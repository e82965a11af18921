package org.kubosteward.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Why;

/**
 * Who answers, who does not and since when, and who comes and goes: what one picture cannot tell.
 * Immutable; made anew from each picture.
 */
public final class Attendance {
  /** A node that came back so often within {@link #FLAP_WINDOW} flaps. */
  public static final int FLAPS = 3;

  /** How long a return is remembered. */
  public static final Duration FLAP_WINDOW = Duration.ofHours(1);

  private static final Attendance NOBODY = new Attendance(Collections.emptySortedMap());

  private final SortedMap<NodeId, Sighting> sightings;

  /** Away since when, if it is, and its last returns, at most {@link #FLAPS}. */
  private record Sighting(Optional<Instant> awaySince, List<Instant> returns) {
    static final Sighting HERE = new Sighting(Optional.empty(), List.of());

    Sighting seen(boolean answers, Instant now) {
      List<Instant> lately =
          returns.stream().filter(at -> at.isAfter(now.minus(FLAP_WINDOW))).toList();
      if (!answers) {
        return new Sighting(awaySince.or(() -> Optional.of(now)), lately);
      }
      if (awaySince.isEmpty()) {
        return new Sighting(awaySince, lately);
      }
      List<Instant> returned = Stream.concat(lately.stream(), Stream.of(now)).toList();
      int more = Math.max(0, returned.size() - FLAPS);
      return new Sighting(Optional.empty(), List.copyOf(returned.subList(more, returned.size())));
    }
  }

  private Attendance(SortedMap<NodeId, Sighting> sightings) {
    this.sightings = Collections.unmodifiableSortedMap(sightings);
  }

  /** Before the first picture. */
  public static Attendance nobody() {
    return NOBODY;
  }

  /**
   * After that picture.
   *
   * @param holders nodes that copies are known of on: one that the picture does not name any more
   *     is away from then on, and one that nobody names and nobody holds copies on is forgotten
   */
  public Attendance after(FleetSnapshot picture, Collection<NodeId> holders) {
    SortedMap<NodeId, Sighting> next = new TreeMap<>();
    Instant now = picture.takenAt();
    for (NodeView view : picture.nodes().values()) {
      Sighting before = sightings.getOrDefault(view.id(), Sighting.HERE);
      next.put(view.id(), notAsked(view) ? before : before.seen(view.up(), now));
    }
    for (NodeId holder : holders) {
      if (!picture.nodes().containsKey(holder)) {
        next.put(holder, sightings.getOrDefault(holder, Sighting.HERE).seen(false, now));
      }
    }
    return new Attendance(next);
  }

  /** Not having asked says nothing about the node. */
  private static boolean notAsked(NodeView view) {
    return view.version().missing().filter(gap -> gap.why() == Why.NOT_ASKED).isPresent();
  }

  /** Since when it does not answer; empty while it does, and for one that was never heard of. */
  public Optional<Instant> awaySince(NodeId node) {
    return sightings.getOrDefault(node, Sighting.HERE).awaySince();
  }

  /** Whether its copies can be counted on; one that was never heard of is away. */
  public Presence presence(NodeId node, Duration grace, Instant now) {
    if (!sightings.containsKey(node)) {
      return Presence.AWAY;
    }
    return awaySince(node)
        .map(since -> now.isBefore(since.plus(grace)) ? Presence.AWAY : Presence.GONE)
        .orElse(Presence.HERE);
  }

  /** How often it came back within {@link #FLAP_WINDOW}, counted up to {@link #FLAPS}. */
  public int returns(NodeId node, Instant now) {
    return (int)
        sightings.getOrDefault(node, Sighting.HERE).returns().stream()
            .filter(at -> at.isAfter(now.minus(FLAP_WINDOW)))
            .count();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attendance that && sightings.equals(that.sightings);
  }

  @Override
  public int hashCode() {
    return sightings.hashCode();
  }

  @Override
  public String toString() {
    return sightings.toString();
  }
}
