package org.kubosteward.health;

import java.time.Instant;
import java.util.List;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Mesh;

/**
 * What every {@link Check} examines: the fleet as one round saw it, with what several checks ask of
 * it worked out once. Immutable.
 */
public final class Picture {
  private final FleetSnapshot fleet;
  private final List<Reach> reaches;

  /** The picture of that fleet. */
  public Picture(FleetSnapshot fleet) {
    this.fleet = fleet;
    this.reaches = Reach.of(fleet);
  }

  /** The fleet. */
  public FleetSnapshot fleet() {
    return fleet;
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
