package org.kubosteward.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * Who may act, decided from what the lease says and from one monotonic clock; nobody's wall clock
 * is compared with another's.
 *
 * <ol>
 *   <li>A lease without a holder is taken at once.
 *   <li>Another's lease is taken when this process has seen it unchanged for the whole duration
 *       that the holder claimed.
 *   <li>A lease that vanished while another held it is made anew only after the same wait: its
 *       holder may still believe in it.
 *   <li>The hold lasts {@code actFor} from the moment at which the last renewal that succeeded was
 *       begun, whatever became of later ones.
 *   <li>Every hold gets an epoch above all seen before, also after one of our own was broken.
 * </ol>
 *
 * Not thread-safe.
 */
final class Election {
  /**
   * The lease as it was read.
   *
   * @param version changes with every write
   * @param seconds for how long its holder claims it after each renewal; 0 when it does not say
   * @param epoch how often it changed hands
   */
  record Lease(String version, Optional<String> holder, String renewed, int seconds, long epoch) {}

  /**
   * What to write.
   *
   * @param over the version to be replaced; empty to make the lease
   * @param fresh whether this begins a hold
   */
  record Bid(Optional<String> over, long epoch, boolean fresh) {}

  /** A hold and when its last successful renewal was begun. */
  private record Hold(Term term, long renewed) {}

  private final String me;
  private final Duration duration;
  private final Duration actFor;

  private Optional<Lease> lease = Optional.empty();
  private Optional<Hold> hold = Optional.empty();
  private boolean known;
  private long othersUntil = Long.MIN_VALUE;
  private boolean othersSeen;

  /** The highest epoch that the lease has shown. */
  private long highest;

  /** Begins with no knowledge. */
  Election(String me, LeaseSettings settings) {
    this.me = me;
    this.duration = settings.duration();
    this.actFor = settings.actFor();
  }

  /** Whether the lease must be read before anything can be decided. */
  boolean isBlind() {
    return !known;
  }

  /** Takes what was read; empty when there is no lease. */
  void saw(Optional<Lease> read, long now) {
    boolean changed = !read.equals(lease);
    lease = read;
    known = true;
    read.ifPresent(seen -> highest = Math.max(highest, seen.epoch()));
    Optional<String> holder = read.flatMap(Lease::holder);
    if (holder.isEmpty() || !holder.get().equals(me)) {
      hold = Optional.empty();
    }
    if (read.isPresent() && (holder.isEmpty() || holder.get().equals(me))) {
      othersSeen = false;
    } else if (read.isPresent() && (changed || !othersSeen)) {
      othersSeen = true;
      othersUntil = now + claimed(read.get());
    }
  }

  /** What to write now; empty while another's hold is to be respected, or we are blind. */
  Optional<Bid> bid(long now) {
    if (!known || (othersSeen && now - othersUntil < 0)) {
      return Optional.empty();
    }
    Optional<Term> term = term(now);
    Optional<String> over = lease.map(Lease::version);
    return Optional.of(
        term.isPresent() && over.isPresent()
            ? new Bid(over, term.get().epoch(), false)
            : new Bid(over, highest + 1, true));
  }

  /** Takes that a bid was accepted; what it left behind is the lease now. */
  void won(Bid bid, Lease written, long begun) {
    lease = Optional.of(written);
    known = true;
    othersSeen = false;
    highest = Math.max(highest, bid.epoch());
    hold = Optional.of(new Hold(new Term(me, bid.epoch()), begun));
  }

  /** Takes that a bid was refused or its fate is unknown: the lease must be read again. */
  void doubt() {
    known = false;
  }

  /** Ends the hold; the version to release, when there is something to release. */
  Optional<String> leave() {
    boolean held = hold.isPresent() && known;
    hold = Optional.empty();
    return held ? lease.map(Lease::version) : Optional.empty();
  }

  /** The hold, if there is one at this moment. */
  Optional<Term> term(long now) {
    return hold.filter(h -> now - h.renewed() < actFor.toNanos()).map(Hold::term);
  }

  private long claimed(Lease seen) {
    return Math.max(duration.toNanos(), Duration.ofSeconds(seen.seconds()).toNanos());
  }
}
