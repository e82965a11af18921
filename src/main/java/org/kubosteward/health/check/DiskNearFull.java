package org.kubosteward.health.check;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.BlockWrites;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Volume;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A file system nearly out of space, as kubo or its kubelet tells, or of inodes where its kubelet
 * tells of them: each block is a file, and of small ones the inodes go first. Critical at a quarter
 * of what is allowed. On a full one kubo refuses every write, and a change of its configuration
 * empties the configuration file.
 *
 * <p>kubo measures the file system of its repository's root, and the blocks may be on another, or
 * have a quota. So a canary that finds no room there is believed over every gauge: that is critical
 * until a block is written again.
 */
final class DiskNearFull implements Check {
  private static final int CRITICAL_PART = 4;

  /** One that failed is tried again each round; older than this it says nothing about now. */
  static final Duration REFUSAL_HOLDS_FOR = Duration.ofMinutes(2);

  private static final String SINCE =
      "the last canary found no room on the disk of the blocks, and none was tried in the last "
          + Evidence.span(REFUSAL_HOLDS_FOR);

  private static final String ELSEWHERE =
      "none is written though the root of the repository, which kubo measures, has room: the blocks"
          + " are on a disk of their own, or a quota or the inodes are used up";

  private final HealthPolicy policy;

  DiskNearFull(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    BlockWrites writes = picture.fleet().blockWrites();
    return picture
        .fleet()
        .views()
        .filter(NodeView::up)
        .flatMap(view -> verdict(picture, view, writes.refused(view.id())).stream());
  }

  /** What is short of either; a missing answer matters only while nothing is known to be short. */
  private Optional<Observation> verdict(Picture picture, NodeView view, Optional<Proof> refused) {
    Optional<Proof> fresh = refused.filter(proof -> fresh(proof, picture));
    Optional<Shortage> worst =
        Stream.of(fresh.map(proof -> blocks(view, proof)), space(view), volume(view), inodes(view))
            .flatMap(Optional::stream)
            .reduce(Shortage::with);
    Subject subject = Subject.of(view.id());
    return worst
        .map(s -> Observation.of(Code.DISK_NEAR_FULL, subject, s.level(), s.evidence()))
        .or(() -> refused.map(old -> Observation.cannotTell(Code.DISK_NEAR_FULL, subject, SINCE)))
        .or(
            () ->
                view.disk()
                    .missing()
                    .map(gap -> Observation.untold(Code.DISK_NEAR_FULL, subject, Stream.of(gap))));
  }

  private static boolean fresh(Proof proof, Picture picture) {
    return Duration.between(proof.at(), picture.takenAt()).compareTo(REFUSAL_HOLDS_FOR) <= 0;
  }

  /**
   * A block could not be written: at the root, which kubo measures, there may be room all the same.
   */
  private Shortage blocks(NodeView view, Proof refused) {
    Evidence said =
        Evidence.of("no_room_for_blocks", space(view).isPresent() ? "none is written" : ELSEWHERE)
            .and("why", refused.detail());
    return new Shortage(
        Level.CRIT,
        view.disk()
            .value()
            .map(disk -> said.and("available", Evidence.bytes(disk.availableBytes())))
            .orElse(said));
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
