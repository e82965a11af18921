package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.RepoStat;

/**
 * A node as a place for copies.
 *
 * @param named whether the fleet has it; copies may be known of on one that it had
 * @param labels by which policies choose: those of the machine it runs on, and its own
 * @param awaySince since when it does not answer
 * @param room bytes that may come before it is filled to the mark; 0 when it is
 * @param unfit why it is not to get another copy now; empty when it may
 */
public record Host(
    NodeId id,
    boolean named,
    Map<String, String> labels,
    Presence presence,
    Optional<Instant> awaySince,
    long room,
    Optional<Unfit> unfit) {
  public Host {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    room = Math.max(0, room);
  }

  /** That node as the picture shows it. */
  static Host of(
      NodeView view,
      Map<String, String> labels,
      Attendance attendance,
      RepairPolicy policy,
      Instant now) {
    Optional<Space> space = space(view);
    long room = space.map(known -> known.roomBelow(policy.fillMark())).orElse(0L);
    return new Host(
        view.id(),
        true,
        labels,
        attendance.presence(view.id(), policy.grace(), now),
        attendance.awaySince(view.id()),
        room,
        unfit(view, attendance, now).or(() -> full(space, room, policy)));
  }

  /** One that copies are known of on and that the picture does not name. */
  static Host unnamed(NodeId id, Attendance attendance, RepairPolicy policy, Instant now) {
    return new Host(
        id,
        false,
        Map.of(),
        attendance.presence(id, policy.grace(), now),
        attendance.awaySince(id),
        0,
        Optional.of(new Unfit(Unfit.Kind.NOT_OF_THE_FLEET, "it is not one of the fleet's nodes")));
  }

  /** Whether what is on it may be healed and dropped now. */
  boolean writable() {
    return presence == Presence.HERE && unfit.filter(is -> !is.kind().ofRoom()).isEmpty();
  }

  private static Optional<Unfit> unfit(NodeView view, Attendance attendance, Instant now) {
    Optional<Instant> away = attendance.awaySince(view.id());
    if (away.isPresent() || !view.up()) {
      return unfit(
          Unfit.Kind.DOWN, "it does not answer" + away.map(at -> " since " + at).orElse(""));
    }
    if (view.offline()) {
      return unfit(Unfit.Kind.OFFLINE, "it runs in offline mode");
    }
    if (view.pod().value().filter(Pod::leaving).isPresent()) {
      return unfit(Unfit.Kind.LEAVING, "its pod is being deleted");
    }
    if (attendance.returns(view.id(), now) >= Attendance.FLAPS) {
      return unfit(
          Unfit.Kind.FLAPPING,
          "it came back %d times within %d minutes"
              .formatted(Attendance.FLAPS, Attendance.FLAP_WINDOW.toMinutes()));
    }
    return view.commands().value().flatMap(Commands::collection).isPresent()
        ? unfit(Unfit.Kind.COLLECTING, "it is collecting garbage, which holds up every write")
        : Optional.empty();
  }

  private static Optional<Unfit> full(Optional<Space> space, long room, RepairPolicy policy) {
    if (space.isEmpty()) {
      return unfit(Unfit.Kind.ROOM_UNKNOWN, "how much room it has is not known");
    }
    return room > 0
        ? Optional.empty()
        : unfit(
            Unfit.Kind.FULL,
            "it is filled to the mark of %.0f %%".formatted(100 * policy.fillMark()));
  }

  private static Optional<Unfit> unfit(Unfit.Kind kind, String why) {
    return Optional.of(new Unfit(kind, why));
  }

  /** What the repository may take, in all and yet. */
  private record Space(long capacity, long free) {
    long roomBelow(double mark) {
      return Math.max(0, free - (long) Math.ceil(capacity * (1 - mark)));
    }
  }

  /** The nearer of two ends: that which kubo was given, and that of the disk. */
  private static Optional<Space> space(NodeView view) {
    Optional<RepoStat> repo = view.repo().value();
    if (repo.isEmpty()) {
      return Optional.empty();
    }
    long size = repo.get().sizeBytes();
    long given = repo.get().storageMaxBytes();
    long disk = view.disk().value().map(known -> size + known.availableBytes()).orElse(0L);
    if (given <= 0 && disk <= 0) {
      return Optional.empty();
    }
    long capacity = given <= 0 ? disk : disk <= 0 ? given : Math.min(given, disk);
    return Optional.of(new Space(capacity, Math.max(0, capacity - size)));
  }
}
