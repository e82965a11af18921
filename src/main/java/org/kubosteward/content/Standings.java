package org.kubosteward.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * How contents stand with those nodes at that instant. One pass over all of them is a walk over
 * arrays, and is made each round: nothing is kept that could be out of date.
 */
public final class Standings {
  /** A damaged copy that was tried to be healed so often counts as absent. */
  static final int HEALS_MOST = 3;

  /** So long after it was asked for, content that has not got its copies yet is pending. */
  public static final Duration YOUNG = Duration.ofMinutes(10);

  private final Contents contents;
  private final long now;
  private final Presence[] presences;
  private final Instant[] awaySince;

  public Standings(Contents contents, Hosts hosts, Instant now) {
    this.contents = contents;
    this.now = now.toEpochMilli();
    List<NodeId> nodes = contents.nodes();
    presences = nodes.stream().map(hosts::presence).toArray(Presence[]::new);
    awaySince =
        nodes.stream().map(node -> hosts.awaySince(node).orElse(now)).toArray(Instant[]::new);
  }

  /** How that content stands; empty when nobody wants it. */
  public Optional<Standing> of(Cid cid) {
    return Optional.ofNullable(contents.rows.get(cid)).map(this::of);
  }

  Standing of(int row) {
    Desired desired = contents.desired[row];
    Tally tally =
        new Tally(now - desired.policy().verifyInterval().toMillis(), contents.copies[row]);
    return new Standing(
        tally.proven,
        tally.fresh,
        tally.held,
        tally.fetching,
        tally.damaged,
        tally.excess,
        tally.away,
        tally.gone,
        tally.overdue,
        desired.policy().replicasMin(),
        contents.stored.get(row),
        now - desired.since().toEpochMilli() < YOUNG.toMillis(),
        tally.since == Long.MAX_VALUE ? desired.since() : Instant.ofEpochMilli(tally.since));
  }

  Presence presence(int node) {
    return presences[node];
  }

  /** Counts while it walks; the oldest thing that went wrong is since when it stands so. */
  private final class Tally {
    private final long oldestFresh;
    int proven;
    int fresh;
    int held;
    int fetching;
    int damaged;
    int excess;
    int away;
    int gone;
    int overdue;
    long since = Long.MAX_VALUE;

    Tally(long oldestFresh, long[] words) {
      this.oldestFresh = oldestFresh;
      for (int at = 0; at < words.length; at += PackedCopy.WORDS) {
        count(PackedCopy.node(words[at]), PackedCopy.state(words[at]), words[at + 1]);
      }
    }

    private void count(int node, CopyState state, long at) {
      if (state == CopyState.ABSENT) {
        since = Math.min(since, at);
        return;
      }
      if (presences[node] == Presence.GONE) {
        gone += state == CopyState.FETCHING ? 0 : 1;
        since = Math.min(since, awaySince[node].toEpochMilli());
        return;
      }
      away += presences[node] == Presence.AWAY ? 1 : 0;
      switch (state) {
        case PROVEN -> {
          proven++;
          overdue += at < oldestFresh ? 1 : 0;
          fresh += at >= oldestFresh && presences[node] == Presence.HERE ? 1 : 0;
        }
        case HELD -> {
          held++;
          overdue += at < oldestFresh ? 1 : 0;
        }
        case DAMAGED -> {
          damaged++;
          since = Math.min(since, at);
        }
        case FETCHING -> fetching++;
        case EXCESS -> excess++;
        case ABSENT -> {}
      }
    }
  }
}
