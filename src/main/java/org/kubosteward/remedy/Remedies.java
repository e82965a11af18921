package org.kubosteward.remedy;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.kubosteward.health.Code;

/** Which code has which remedy. A code that is not here is left to people, with advice. */
final class Remedies {
  private static final Map<Code, Remedy> BY_CODE =
      Map.ofEntries(
          entry(Code.SIBLING_DISCONNECTED, new Reconnect()),
          entry(Code.LINK_NOT_EXCHANGING, new Refresh()),
          entry(Code.REPO_NEAR_FULL, new Collect()),
          entry(Code.REPO_FULL, new Collect()),
          entry(Code.NODE_HUNG, new Restart()),
          entry(Code.CRASH_LOOP, new Restart()),
          entry(Code.DISK_NEAR_FULL, new CollectThenGrow()),
          entry(Code.GC_ABORTED, new HealThenCollect()),
          entry(Code.CONTENT_PENDING, new Replicate()),
          entry(Code.CONTENT_UNDER_REPLICATED, new Replicate()),
          entry(Code.CONTENT_AT_RISK, new Replicate()),
          entry(Code.CONTENT_LOST, new Replicate()),
          entry(Code.BLOCK_CORRUPT, new HealDamaged()),
          entry(Code.CONTENT_EXCESS, new Trim()));

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
