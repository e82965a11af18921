package org.kubosteward.probe;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.kubosteward.fleet.Roots;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;

/** Makes {@link Roots} of the CIDs of one node, which come one after the other. */
final class RootTaker implements Consumer<String> {
  private static final int FIRST = 64;

  private final IntPredicate room;
  private long[] taken = new long[FIRST];
  private int count;
  private boolean told = true;
  private volatile int held = FIRST;

  /**
   * Takes the roots of one node.
   *
   * @param room whether so many of them may be held; when not, they are counted and not told apart
   */
  RootTaker(IntPredicate room) {
    this.room = room;
  }

  @Override
  public void accept(String cid) {
    if (!told) {
      return;
    }
    if (count == taken.length && !grown()) {
      giveUp();
      return;
    }
    try {
      taken[count++] = Cid.parse(cid).pinFingerprint();
    } catch (MalformedCid unknown) {
      // What it is cannot be compared; that it is pinned is counted by who reads the answer.
      giveUp();
    }
  }

  private boolean grown() {
    if (!room.test(2 * count)) {
      return false;
    }
    taken = Arrays.copyOf(taken, 2 * count);
    held = taken.length;
    return true;
  }

  private void giveUp() {
    told = false;
    taken = new long[0];
    count = 0;
    held = 0;
  }

  /** For how many there is room already; any thread may ask. */
  int held() {
    return held;
  }

  /** What was taken; untold when there was no room for it, or one was no CID. */
  Roots roots() {
    return told ? Roots.of(Arrays.copyOf(taken, count)) : Roots.untold();
  }
}
