package org.kubosteward.health;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Volume;

/**
 * A file system nearly out of space, as kubo or its kubelet tells, or of inodes where its kubelet
 * tells of them: each block is a file, and of small ones the inodes go first. Critical at a quarter
 * of what is allowed. On a full one kubo refuses every write, and a change of its configuration
 * empties the configuration file.
 */
final class DiskNearFull implements Check {
  private static final int CRITICAL_PART = 4;

  private final HealthPolicy policy;

  DiskNearFull(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    return picture.views().filter(NodeView::up).flatMap(view -> verdict(view).stream());
  }

  /** What is short of either; a missing answer matters only while nothing is known to be short. */
  private Optional<Observation> verdict(NodeView view) {
    Optional<Shortage> worst =
        Stream.of(space(view), volume(view), inodes(view))
            .flatMap(Optional::stream)
            .reduce(Shortage::with);
    Subject subject = Subject.of(view.id());
    return worst
        .map(s -> Observation.of(Code.DISK_NEAR_FULL, subject, s.level(), s.evidence()))
        .or(
            () ->
                view.disk()
                    .missing()
                    .map(gap -> Observation.untold(Code.DISK_NEAR_FULL, subject, Stream.of(gap))));
  }

  private Optional<Shortage> space(NodeView view) {
    return view.disk()
        .value()
        .filter(disk -> under(view, disk, 1))
        .map(
            disk ->
                new Shortage(
                    level(under(view, disk, CRITICAL_PART)),
                    Evidence.of("available", Evidence.bytes(disk.availableBytes()))
                        .and("at_least", Evidence.bytes(policy.diskMinBytes()))
                        .and("at_least_ratio", Evidence.percent(policy.diskMinRatio()))));
  }

  /**
   * As the kubelet tells of the volume. kubo measures the file system of its repository's root;
   * where the blocks are on another, only this sees it.
   */
  private Optional<Shortage> volume(NodeView view) {
    return view.pod()
        .value()
        .flatMap(Pod::volume)
        .flatMap(
            volume ->
                volume
                    .fill()
                    .filter(fill -> little(fill, 1))
                    .map(
                        fill ->
                            new Shortage(
                                level(little(fill, CRITICAL_PART)),
                                Evidence.of("volume", volume.claim())
                                    .and("volume_available", Evidence.bytes(left(fill)))
                                    .and("at_least", Evidence.bytes(policy.diskMinBytes()))
                                    .and(
                                        "at_least_ratio",
                                        Evidence.percent(policy.diskMinRatio())))));
  }

  private boolean little(Volume.Fill fill, int part) {
    return fill.capacity() > 0
        && (left(fill) < (double) policy.diskMinBytes() / part
            || (double) left(fill) / fill.capacity() < policy.diskMinRatio() / part);
  }

  private static long left(Volume.Fill fill) {
    return Math.max(0, fill.capacity() - fill.used());
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

  private Optional<Shortage> inodes(NodeView view) {
    return view.pod()
        .value()
        .flatMap(Pod::volume)
        .flatMap(Volume::fill)
        .filter(fill -> fewInodes(fill, 1))
        .map(
            fill ->
                new Shortage(
                    level(fewInodes(fill, CRITICAL_PART)),
                    Evidence.of(
                            "inodes_free",
                            "%d of %d".formatted(fill.inodesFree().orElse(0), fill.inodes()))
                        .and("inodes_at_least", Evidence.percent(policy.inodesMinRatio()))));
  }

  private boolean fewInodes(Volume.Fill fill, int part) {
    return fill.inodesFreeRatio().orElse(1) < policy.inodesMinRatio() / part;
  }

  private static Level level(boolean critical) {
    return critical ? Level.CRIT : Level.WARN;
  }

  /** That something is running out, and what shows it. */
  private record Shortage(Level level, Evidence evidence) {
    Shortage with(Shortage other) {
      TreeMap<String, String> both = new TreeMap<>(evidence.entries());
      both.putAll(other.evidence.entries());
      return new Shortage(
          Stream.of(level, other.level).max(Comparator.naturalOrder()).orElse(level),
          new Evidence(both));
    }
  }
}
