package org.kubosteward.remedy;

import java.util.List;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;

/** Whose turn it is when either side of a pair can be asked. */
final class Ladder {
  private Ladder() {}

  /** The side that was not asked last about this finding; {@code first} when none was. */
  static NodeId turn(Link pair, NodeId first, Finding finding, Situation situation) {
    List<Attempt> before =
        situation.attempts().stream().filter(a -> a.cause().equals(finding.key())).toList();
    if (before.isEmpty()) {
      return first;
    }
    NodeId asked = before.get(before.size() - 1).action().target();
    return asked.equals(pair.from()) ? pair.to() : pair.from();
  }
}
