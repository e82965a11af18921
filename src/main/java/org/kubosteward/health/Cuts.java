package org.kubosteward.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;

/**
 * When the links of the fleet were cut, lately: what tells a link that flaps from one that was cut
 * once. Only nodes that go on answering count; a node that restarts loses its links by that.
 *
 * @param byPair the cuts of each pair that was cut, smaller name first, oldest first
 */
public record Cuts(SortedMap<Link, List<Instant>> byPair) {
  /** So long a cut is remembered. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** So many within that time are no accident. */
  static final int FLAPPING = 4;

  /** The latest of each pair; more tell nothing new. */
  private static final int MOST_EACH = 64;

  /** A partition cuts many pairs at once, and is told as one. */
  private static final int MOST_PAIRS = 1_000;

  static final Cuts NONE = new Cuts(new TreeMap<>());

  public Cuts {
    byPair = Collections.unmodifiableSortedMap(new TreeMap<>(byPair));
  }

  /** Whether the pair was cut after that moment. */
  public boolean after(Link pair, Instant moment) {
    return of(pair).stream().anyMatch(cut -> cut.isAfter(moment));
  }

  /** These and the new ones of this moment, without those that are too old to count. */
  Cuts with(Stream<Link> cut, Instant now) {
    SortedMap<Link, List<Instant>> more = new TreeMap<>();
    byPair.forEach(
        (pair, cuts) -> {
          List<Instant> young = cuts.stream().filter(at -> now.minus(WINDOW).isBefore(at)).toList();
          if (!young.isEmpty()) {
            more.put(pair, young);
          }
        });
    cut.forEach(
        pair -> {
          List<Instant> cuts = new ArrayList<>(more.getOrDefault(pair, List.of()));
          if (!cuts.isEmpty() || more.size() < MOST_PAIRS) {
            cuts.add(now);
            more.put(pair, cuts.subList(Math.max(0, cuts.size() - MOST_EACH), cuts.size()));
          }
        });
    return new Cuts(more);
  }

  /** The pairs that flap, and those that did and have not been quiet for long enough. */
  Stream<Observation> flapping(Instant now) {
    return byPair.entrySet().stream().map(entry -> flapping(entry.getKey(), entry.getValue(), now));
  }

  private static Observation flapping(Link pair, List<Instant> cuts, Instant now) {
    Instant last = cuts.get(cuts.size() - 1);
    Evidence evidence =
        Evidence.of("cuts", "%d in %s".formatted(cuts.size(), Evidence.span(WINDOW)))
            .and("last", Evidence.span(Duration.between(last, now)) + " ago")
            .and("flapping_from", FLAPPING);
    Subject subject = Subject.of(pair);
    return cuts.size() >= FLAPPING
        ? Observation.of(Code.LINK_FLAPPING, subject, Level.WARN, evidence)
        : Observation.lingering(Code.LINK_FLAPPING, subject, Level.WARN, evidence);
  }

  private List<Instant> of(Link link) {
    Link pair = link.from().compareTo(link.to()) <= 0 ? link : link.reversed();
    return byPair.getOrDefault(pair, List.of());
  }
}
