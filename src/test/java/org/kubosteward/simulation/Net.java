package org.kubosteward.simulation;

import java.util.Arrays;

/** Who is connected to whom, who cannot be, and which links move no blocks. */
final class Net {
  /** kubo lists a peer that was lost in silence for so long, in ms. */
  static final long LISTS_LIE_FOR = 40_000;

  private final boolean[][] connected;
  private final boolean[][] blind;
  private final long[][] listsUntil;
  private final long[][] apartSince;
  private final long[][] walledUntil;

  /** Counts up with each change of what a node lists. */
  final int[] changes;

  Net(int size) {
    connected = new boolean[size][size];
    blind = new boolean[size][size];
    listsUntil = new long[size][size];
    apartSince = new long[size][size];
    walledUntil = new long[size][size];
    changes = new int[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        connected[i][j] = i != j;
      }
    }
  }

  boolean connected(int one, int other) {
    return connected[one][other];
  }

  /** Since when they have not been connected, if they are not. */
  long apartSince(int one, int other) {
    return apartSince[one][other];
  }

  boolean lists(int seer, int seen, long now) {
    return connected[seer][seen] || now < listsUntil[seer][seen];
  }

  boolean walled(int one, int other, long now) {
    return now < walledUntil[one][other];
  }

  /** Whether a block that {@code from} holds does not reach {@code to}, although they are up. */
  boolean blind(int from, int to) {
    return blind[from][to];
  }

  void connect(int one, int other, boolean blindly) {
    connected[one][other] = true;
    connected[other][one] = true;
    blind[one][other] = blindly;
    blind[other][one] = blindly;
    listsUntil[one][other] = 0;
    listsUntil[other][one] = 0;
    changed(one, other);
  }

  void blinded(int from, int to) {
    blind[from][to] = true;
  }

  /** The two lose each other: at once, or without a word. */
  void lose(int one, int other, boolean silently, long now) {
    if (connected[one][other]) {
      connected[one][other] = false;
      connected[other][one] = false;
      blind[one][other] = false;
      blind[other][one] = false;
      apartSince[one][other] = now;
      apartSince[other][one] = now;
      listsUntil[one][other] = silently ? now + LISTS_LIE_FOR : 0;
      listsUntil[other][one] = silently ? now + LISTS_LIE_FOR : 0;
      changed(one, other);
    }
  }

  /** Every wall falls. */
  void open() {
    for (long[] row : walledUntil) {
      Arrays.fill(row, 0);
    }
  }

  void wall(int one, int other, long until) {
    walledUntil[one][other] = Math.max(walledUntil[one][other], until);
    walledUntil[other][one] = walledUntil[one][other];
  }

  private void changed(int one, int other) {
    changes[one]++;
    changes[other]++;
  }
}
