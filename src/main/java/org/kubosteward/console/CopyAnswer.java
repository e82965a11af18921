package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kubosteward.content.Copy;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Presence;
import org.kubosteward.content.UnderWay;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * A content on one node, as the API tells it; what does not belong to its state is null.
 *
 * @param presence whether the copies of the node count; null to a plane that does not lead
 * @param since since when it is in that state
 * @param provenAt when every block was found there and right
 * @param transfer how far it is on its way
 * @param damage what of it is missing or wrong
 * @param failures tries that failed one after the other
 * @param retryAt when it is tried again
 */
record CopyAnswer(
    String node,
    String namespace,
    Optional<String> presence,
    String state,
    Instant since,
    Optional<Instant> provenAt,
    Optional<Transfer> transfer,
    Optional<Damage> damage,
    int failures,
    Optional<Instant> retryAt) {
  /** Blocks that are named, at the most. */
  static final int BLOCKS_MOST = 10;

  /**
   * A copy on its way.
   *
   * @param from the node it comes from; null when no node of the fleet gives it
   * @param percent null when nobody has counted the content, as is {@code remainingSeconds}
   */
  record Transfer(
      Optional<String> from,
      long bytes,
      long bytesPerSecond,
      Optional<Integer> percent,
      Optional<Long> remainingSeconds) {
    static Transfer of(UnderWay way) {
      OptionalInt percent = way.percent();
      return new Transfer(
          way.copy().from().map(NodeId::name),
          way.copy().bytes(),
          way.copy().rate(),
          percent.isPresent() ? Optional.of(percent.getAsInt()) : Optional.empty(),
          way.remaining().map(Duration::toSeconds));
    }
  }

  /** How many blocks are missing or wrong, and the first of them. */
  record Damage(long count, List<String> blocks) {}

  static CopyAnswer of(
      Desired desired,
      NodeId node,
      Copy copy,
      Optional<Presence> presence,
      Optional<Instant> retryAt) {
    return new CopyAnswer(
        node.name(),
        node.namespace(),
        presence.map(ContentWords::label),
        ContentWords.label(copy.state()),
        copy.at(),
        provenAt(copy),
        copy instanceof Copy.Fetching fetching
            ? Optional.of(Transfer.of(new UnderWay(desired, node, fetching)))
            : Optional.empty(),
        copy instanceof Copy.Damaged damaged
            ? Optional.of(
                new Damage(
                    damaged.count(),
                    damaged.blocks().stream().limit(BLOCKS_MOST).map(Cid::toString).toList()))
            : Optional.empty(),
        failures(copy),
        retryAt);
  }

  static Optional<Instant> provenAt(Copy copy) {
    return copy instanceof Copy.Excess excess
        ? excess.proven()
        : Optional.of(copy.at()).filter(at -> copy.state() == CopyState.PROVEN);
  }

  private static int failures(Copy copy) {
    if (copy instanceof Copy.Absent absent) {
      return absent.failures();
    }
    if (copy instanceof Copy.Damaged damaged) {
      return damaged.failures();
    }
    return copy instanceof Copy.Fetching fetching ? fetching.failures() : 0;
  }
}
