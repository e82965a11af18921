package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.ipld.Cid;

/** A plan while it is made. */
final class PlanDraft {
  private final List<Step> steps = new ArrayList<>();
  private final SortedMap<Obstacle, Long> obstacles = new TreeMap<>();
  private final List<ContentPlan.Undone> undone = new ArrayList<>();

  void add(Step step) {
    steps.add(step);
  }

  /** Something about that content is left undone. */
  void leave(Cid cid, Obstacle obstacle) {
    obstacles.merge(obstacle, 1L, Long::sum);
    if (undone.size() < ContentPlan.UNDONE_MOST) {
      undone.add(new ContentPlan.Undone(cid, obstacle));
    }
  }

  ContentPlan done(Instant at, long bytesPerSecondEach) {
    return new ContentPlan(at, steps, bytesPerSecondEach, obstacles, undone, Optional.empty());
  }
}
