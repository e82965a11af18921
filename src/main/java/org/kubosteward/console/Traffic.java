package org.kubosteward.console;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Evidence;

/** How much a node moves: a rate between two pictures, or the sum since its start. */
record Traffic(Fact in, Fact out) {
  static Traffic of(NodeView view, Map<NodeId, Reading<Bandwidth>> earlier) {
    Reading<Bandwidth> now = view.bandwidth();
    Optional<Reading<Bandwidth>> before = Optional.ofNullable(earlier.get(view.id()));
    return new Traffic(
        Fact.of(now, b -> direction(b.bytesIn(), before, Bandwidth::bytesIn, now)),
        Fact.of(now, b -> direction(b.bytesOut(), before, Bandwidth::bytesOut, now)));
  }

  private static Fact direction(
      long bytes,
      Optional<Reading<Bandwidth>> before,
      ToLongFunction<Bandwidth> part,
      Reading<Bandwidth> now) {
    String sum = Evidence.bytes(bytes);
    return before
        .filter(Reading::known)
        .flatMap(b -> rate(b, part, bytes, Duration.between(b.at(), now.at())))
        .map(rate -> Fact.of(rate, sum + " since the daemon started"))
        .orElse(Fact.of(sum, "since the daemon started; the rate shows with the next round"));
  }

  /** Empty when no time passed, or the count began anew with the daemon. */
  private static Optional<String> rate(
      Reading<Bandwidth> before, ToLongFunction<Bandwidth> part, long bytes, Duration passed) {
    return before
        .value()
        .map(part::applyAsLong)
        .filter(earlier -> earlier <= bytes && passed.toMillis() > 0)
        .map(earlier -> Evidence.bytes((bytes - earlier) * 1000 / passed.toMillis()) + "/s");
  }
}
