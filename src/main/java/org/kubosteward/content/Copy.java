package org.kubosteward.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** One content on one node. Instants are kept to the millisecond. */
public sealed interface Copy {
  /** Which of them it is. */
  CopyState state();

  /** Since when it is so; of a proof, when it ended. */
  Instant at();

  /**
   * Not there.
   *
   * @param at since when: it was lost, or removed behind our back, or the last try failed
   * @param failures tries that failed one after the other; 0 to 255
   */
  record Absent(Instant at, int failures) implements Copy {
    private static final int FAILURES_MOST = 255;

    public Absent {
      at = millis(at);
      failures = Math.max(0, Math.min(failures, FAILURES_MOST));
    }

    @Override
    public CopyState state() {
      return CopyState.ABSENT;
    }
  }

  /**
   * On its way.
   *
   * @param bytes that have come
   * @param rate bytes a second, lately
   * @param at since when it is being fetched
   * @param from the node it comes from; empty when nobody can tell
   * @param failures tries before this one that failed one after the other
   */
  record Fetching(long bytes, long rate, Instant at, Optional<NodeId> from, int failures)
      implements Copy {
    public Fetching {
      at = millis(at);
    }

    @Override
    public CopyState state() {
      return CopyState.FETCHING;
    }
  }

  /** Pinned, as kubo says. */
  record Held(Instant at) implements Copy {
    public Held {
      at = millis(at);
    }

    @Override
    public CopyState state() {
      return CopyState.HELD;
    }
  }

  /** Proven at that time: every block of its block list was there, and had the right bytes. */
  record Proven(Instant at) implements Copy {
    public Proven {
      at = millis(at);
    }

    @Override
    public CopyState state() {
      return CopyState.PROVEN;
    }
  }

  /**
   * Not whole.
   *
   * @param blocks the first of those that are missing or wrong
   * @param count how many are
   * @param at when that was found
   * @param failures tries to heal it that failed one after the other
   */
  record Damaged(List<Cid> blocks, long count, Instant at, int failures) implements Copy {
    /** Blocks that are named, at the most. */
    public static final int BLOCKS_MOST = 64;

    public Damaged {
      at = millis(at);
      blocks = blocks.stream().limit(BLOCKS_MOST).toList();
      count = Math.max(count, blocks.size());
    }

    @Override
    public CopyState state() {
      return CopyState.DAMAGED;
    }
  }

  /**
   * One more than is wanted.
   *
   * @param at since when
   * @param proven when it was last proven; empty when it never was
   */
  record Excess(Instant at, Optional<Instant> proven) implements Copy {
    public Excess {
      at = millis(at);
      proven = proven.map(Copy::millis);
    }

    /** What it is again when it is wanted after all. */
    public Copy kept() {
      return proven.<Copy>map(Proven::new).orElseGet(() -> new Held(at));
    }

    @Override
    public CopyState state() {
      return CopyState.EXCESS;
    }
  }

  private static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
