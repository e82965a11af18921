package org.kubosteward.content;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kubosteward.fleet.NodeId;

/**
 * A copy that is on its way.
 *
 * @param to the node that it comes to
 */
public record UnderWay(Desired content, NodeId to, Copy.Fetching copy) {
  private static final int WHOLE = 100;

  private static final Comparator<UnderWay> OLDEST_FIRST =
      Comparator.<UnderWay, java.time.Instant>comparing(one -> one.copy().at())
          .thenComparing(one -> one.content().cid().toString())
          .thenComparing(UnderWay::to);

  /**
   * Some of those in these contents.
   *
   * @param count how many there are in all
   * @param first the oldest of them
   */
  public record All(int count, List<UnderWay> first) {
    public All {
      first = List.copyOf(first);
    }
  }

  /** All that are under way, at most so many of them by name. */
  public static All of(Contents contents, int most) {
    List<UnderWay> all = new ArrayList<>();
    for (Map.Entry<Long, Copy> entry : contents.told.entrySet()) {
      if (entry.getValue() instanceof Copy.Fetching fetching) {
        all.add(
            new UnderWay(
                contents.desired[PackedCopy.row(entry.getKey())],
                contents.nodes().get(PackedCopy.nodeOf(entry.getKey())),
                fetching));
      }
    }
    all.sort(OLDEST_FIRST);
    return new All(all.size(), all.subList(0, Math.min(most, all.size())));
  }

  /** How much of it has come, 0 to 100; empty when nobody has counted the content. */
  public OptionalInt percent() {
    long all = content.bytes().orElse(0);
    return all <= 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.min(WHOLE, (double) WHOLE * copy.bytes() / all));
  }

  /** How long it still takes at the rate that it has; empty when that cannot be told. */
  public Optional<Duration> remaining() {
    long left = content.bytes().orElse(0) - copy.bytes();
    return content.bytes().isEmpty() || copy.rate() <= 0 || left < 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((left + copy.rate() - 1) / copy.rate()));
  }
}
