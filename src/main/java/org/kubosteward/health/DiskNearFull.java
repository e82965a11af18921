package org.kubosteward.health;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;

/**
 * A file system nearly out of space; critical at a quarter of what is allowed. On a full one kubo
 * refuses every write, and a change of its configuration empties the configuration file.
 */
final class DiskNearFull implements Check {
  private static final int CRITICAL_PART = 4;

  private final HealthPolicy policy;

  DiskNearFull(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    return Answering.judge(picture, Code.DISK_NEAR_FULL, NodeView::disk, this::verdict);
  }

  private Optional<Observation> verdict(NodeView view, Disk disk) {
    if (!under(view, disk, 1)) {
      return Optional.empty();
    }
    return Optional.of(
        Observation.of(
            Code.DISK_NEAR_FULL,
            Subject.of(view.id()),
            under(view, disk, CRITICAL_PART) ? Level.CRIT : Level.WARN,
            Evidence.of("available", Evidence.bytes(disk.availableBytes()))
                .and("at_least", Evidence.bytes(policy.diskMinBytes()))
                .and("at_least_ratio", Evidence.percent(policy.diskMinRatio()))));
  }

  /** Whether it has less than one {@code part}th of either limit. */
  private boolean under(NodeView view, Disk disk, int part) {
    double available = disk.availableBytes();
    return available < (double) policy.diskMinBytes() / part
        || view.repo()
            .value()
            .filter(
                repo -> available / (available + repo.sizeBytes()) < policy.diskMinRatio() / part)
            .isPresent();
  }
}
