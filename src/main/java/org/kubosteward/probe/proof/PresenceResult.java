package org.kubosteward.probe.proof;

import java.util.List;
import java.util.Map;
import org.kubosteward.ipld.Cid;

/** What came of one look at which blocks a node holds. */
public sealed interface PresenceResult {
  /**
   * It told all its blocks.
   *
   * @param copies what is missing of each copy that was looked at
   * @param left copies for which there was no room: look at them with the next look
   * @param held blocks that the node holds, whatever they belong to
   */
  record Looked(Map<Cid, Absences> copies, List<Cid> left, long held) implements PresenceResult {
    public Looked {
      copies = Map.copyOf(copies);
      left = List.copyOf(left);
    }
  }

  /** It did not, and why not. */
  record Failed(String why) implements PresenceResult {}

  /**
   * What a copy lacks.
   *
   * @param count blocks that the node does not hold
   * @param blocks the first of them, those that have others below them before all others
   */
  record Absences(long count, List<BadBlock> blocks) {
    public Absences {
      blocks = List.copyOf(blocks);
    }
  }
}
