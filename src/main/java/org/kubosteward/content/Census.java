package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts all contents in one pass, and keeps of each kind the worst few. */
final class Census {
  private final Contents contents;
  private final Standings standings;
  private final Map<String, Count> counts = new HashMap<>();

  Census(Contents contents, Standings standings) {
    this.contents = contents;
    this.standings = standings;
  }

  SortedMap<String, PolicySnapshot> take() {
    for (int row = 0; row < contents.size(); row++) {
      counts
          .computeIfAbsent(contents.desired[row].policy().name(), name -> new Count())
          .add(row, standings.of(row));
    }
    SortedMap<String, PolicySnapshot> taken = new TreeMap<>();
    counts.forEach((name, count) -> taken.put(name, count.taken()));
    return taken;
  }

  /** Of one policy. */
  private final class Count {
    private long all;
    private long gone;
    private long overdue;
    private long oldestProof = Long.MAX_VALUE;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final Map<CopyState, Long> copies = new EnumMap<>(CopyState.class);
    private final Map<Verdict, PriorityQueue<Endangered>> worst = new EnumMap<>(Verdict.class);

    void add(int row, Standing standing) {
      all++;
      gone += standing.gone();
      overdue += standing.overdue();
      for (Verdict verdict : standing.verdicts()) {
        verdicts.merge(verdict, 1L, Long::sum);
        if (verdict != Verdict.FULFILLED) {
          Desired desired = contents.desired[row];
          keep(verdict, new Endangered(desired.cid(), desired.policy().priority(), standing));
        }
      }
      countCopies(contents.copies[row]);
    }

    private void countCopies(long[] words) {
      for (int at = 0; at < words.length; at += PackedCopy.WORDS) {
        CopyState state = PackedCopy.state(words[at]);
        copies.merge(state, 1L, Long::sum);
        if (state == CopyState.PROVEN
            && standings.presence(PackedCopy.node(words[at])) != Presence.GONE) {
          oldestProof = Math.min(oldestProof, words[at + 1]);
        }
      }
    }

    /** The queue's head is the least bad of those kept, and gives way first. */
    private void keep(Verdict verdict, Endangered one) {
      PriorityQueue<Endangered> kept =
          worst.computeIfAbsent(
              verdict, any -> new PriorityQueue<>(Endangered.WORST_FIRST.reversed()));
      kept.add(one);
      if (kept.size() > PolicySnapshot.WORST_MOST) {
        kept.remove();
      }
    }

    PolicySnapshot taken() {
      SortedMap<Verdict, List<Endangered>> few = new TreeMap<>();
      worst.forEach(
          (verdict, kept) -> {
            List<Endangered> inOrder = new ArrayList<>(kept);
            inOrder.sort(Endangered.WORST_FIRST);
            few.put(verdict, inOrder);
          });
      return new PolicySnapshot(
          all,
          new TreeMap<>(verdicts),
          new TreeMap<>(copies),
          gone,
          overdue,
          oldestProof == Long.MAX_VALUE
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(oldestProof)),
          few);
    }
  }
}
