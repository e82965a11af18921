package org.kubosteward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;

/**
 * A call that reached the world, with what was true when it did.
 *
 * @param at the true time, in ms
 * @param wall the time by the clock of the plane that called
 * @param process which process of which plane called
 * @param leader which process the API server says leads
 * @param look what the world last showed to that plane, and when by the true clock
 * @param wishes what operators had asked by then and had not taken back
 * @param row the intent that is on record for it
 * @param unsettled other attempts on record at the same deed that nobody has verified yet
 * @param underWay other disruptive deeds whose effect is not over in the world
 * @param gentleUnanswered gentle calls of the same process that were not answered yet
 * @param blindAt when the world last showed the process that it is blind
 * @param stormAt when it last showed it, not blind, that much of the fleet was silent
 * @param troubleSince since when, by the true clock, the trouble that it is to cure has not ceased
 * @param truth the target and its pod as they truly are, in words
 */
record Deed(
    int number,
    long at,
    Instant wall,
    int plane,
    String process,
    String leader,
    Action action,
    FleetSnapshot look,
    long lookAt,
    List<Wish> wishes,
    Optional<Attempt> row,
    List<Attempt> unsettled,
    List<Deed> underWay,
    int gentleUnanswered,
    long blindAt,
    long stormAt,
    long troubleSince,
    Truth truth) {

  /** The target at the moment of the call, as no plane may know it. */
  record Truth(
      boolean serves, boolean lastLiveCopy, boolean losesPins, boolean writing, boolean paused) {}

  /** Whether the process that called is the first of its plane. */
  boolean firstProcess() {
    return process.endsWith("/1");
  }

  boolean disruptive() {
    return action.kind().disruptive();
  }

  /** What the world showed of the target. */
  NodeView target() {
    return look.node(action.target()).orElseThrow();
  }

  /**
   * Whether an operator acknowledged such a thing after that earlier call: by the true clock, or by
   * that of the plane, which meets an old acknowledgement once more after it stepped back, and to
   * which the earlier began with its intent.
   */
  boolean acknowledgedSince(Deed earlier, Predicate<Intent> such) {
    Instant began = earlier.row().map(Attempt::startedAt).orElse(earlier.wall());
    return wishes.stream()
        .filter(wish -> wish.intent().kind() == Intent.Kind.ACKNOWLEDGE)
        .filter(wish -> such.test(wish.intent()))
        .anyMatch(
            wish -> {
              Instant said = wish.intent().createdAt();
              return wish.at() >= earlier.at() - 1_000
                  || (!said.isBefore(began) && !said.isAfter(wall));
            });
  }

  Duration sinceLook() {
    return Duration.ofMillis(at - lookAt);
  }

  @Override
  public String toString() {
    return "#%d %s at %.1f s by %s (looked %.1f s before, trouble since %.1f s)"
        .formatted(
            number,
            action.describe(),
            at / 1000.0,
            process,
            (at - lookAt) / 1000.0,
            troubleSince / 1000.0);
  }
}
