package org.kubosteward.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.content.ContentSnapshot;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Mesh;

/**
 * What every {@link Check} examines: the fleet as one round saw it and the content on it, with what
 * several checks ask of it worked out once. Immutable.
 */
public final class Picture {
  private final FleetSnapshot fleet;
  private final Optional<ContentSnapshot> content;
  private final List<Reach> reaches;

  /** The picture of that fleet, of whose content nothing is known. */
  public Picture(FleetSnapshot fleet) {
    this(fleet, Optional.empty());
  }

  /**
   * The picture of that fleet and its content.
   *
   * @param content how it stands; empty when that is not known, as to a plane that does not lead
   */
  public Picture(FleetSnapshot fleet, Optional<ContentSnapshot> content) {
    this.fleet = fleet;
    this.content = content;
    this.reaches = Reach.of(fleet);
  }

  /** The fleet. */
  public FleetSnapshot fleet() {
    return fleet;
  }

  /** How the content on it stands; empty when that is not known. */
  public Optional<ContentSnapshot> content() {
    return content;
  }

  /** When the round began that saw it. */
  public Instant takenAt() {
    return fleet.takenAt();
  }

  /** Who lists whom. */
  public Mesh mesh() {
    return fleet.mesh();
  }

  /** The nodes that do not answer, in order, each with its verdict. */
  public List<Reach> reaches() {
    return reaches;
  }
}
