package org.kubosteward.remedy;

import java.util.List;
import java.util.Map;
import org.kubosteward.health.Code;

/** Which code has which remedy. A code that is not here is left to people, with advice. */
final class Remedies {
  private static final Map<Code, Remedy> BY_CODE =
      Map.of(
          Code.SIBLING_DISCONNECTED, new Reconnect(),
          Code.LINK_NOT_EXCHANGING, new Refresh(),
          Code.REPO_NEAR_FULL, new Collect(),
          Code.REPO_FULL, new Collect(),
          Code.NODE_HUNG, new Restart(),
          Code.CRASH_LOOP, new Restart(),
          Code.DISK_NEAR_FULL, new CollectThenGrow(),
          Code.GC_ABORTED, new HealThenCollect());

  private static final Remedy NONE = new Advice();

  private Remedies() {}

  static Remedy of(Code code) {
    return BY_CODE.getOrDefault(code, NONE);
  }

  /** The codes whose remedy may propose an action of that kind, in order. */
  static List<Code> codes(ActionKind kind) {
    return BY_CODE.entrySet().stream()
        .filter(entry -> entry.getValue().kinds().contains(kind))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
