package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * What is to be done now about all content: one batch, in order.
 *
 * @param steps the most urgent first
 * @param bytesPerSecondEach what each transfer may take, those under way included, until the next
 *     plan
 * @param obstacles how many contents were left undone, by why
 * @param undone the first of them
 * @param brake why nothing at all is planned; empty when something may be
 */
public record ContentPlan(
    Instant at,
    List<Step> steps,
    long bytesPerSecondEach,
    SortedMap<Obstacle, Long> obstacles,
    List<Undone> undone,
    Optional<String> brake) {
  /** Contents that are named as undone, at the most. */
  public static final int UNDONE_MOST = 20;

  /** A content that something stands in the way of. */
  public record Undone(Cid cid, Obstacle obstacle) {}

  public ContentPlan {
    steps = List.copyOf(steps);
    obstacles = Collections.unmodifiableSortedMap(new TreeMap<>(obstacles));
    undone = List.copyOf(undone);
  }

  /** Nothing, and why. */
  static ContentPlan braked(Instant at, long bytesPerSecondEach, String why) {
    return new ContentPlan(
        at, List.of(), bytesPerSecondEach, new TreeMap<>(), List.of(), Optional.of(why));
  }

  /** The steps of that kind, in order. */
  public <S extends Step> List<S> steps(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The same plan with these of its steps alone. */
  public ContentPlan only(List<Step> some) {
    return new ContentPlan(at, some, bytesPerSecondEach, obstacles, undone, brake);
  }

  /** Steps as a plan of their own, made at that time. */
  public static ContentPlan of(Instant at, List<Step> steps) {
    return new ContentPlan(at, steps, 0, new TreeMap<>(), List.of(), Optional.empty());
  }

  /**
   * The contents once the steps have begun. A copy that is dropped stays what it is until somebody
   * has seen it gone.
   */
  public Contents begun(Contents before) {
    ContentsChanges changes = before.change();
    for (Step step : steps) {
      before
          .desired(step.cid())
          .flatMap(any -> begun(step, before.copy(step.cid(), step.node())))
          .ifPresent(copy -> changes.put(step.cid(), step.node(), copy));
    }
    return changes.done();
  }

  private Optional<Copy> begun(Step step, Optional<Copy> before) {
    int failures = before.map(ContentPlan::failures).orElse(0);
    if (step instanceof Step.Transfer transfer) {
      return Optional.of(new Copy.Fetching(0, 0, at, transfer.from(), failures));
    }
    if (step instanceof Step.Heal heal) {
      Optional<NodeId> from = Optional.of(heal.from());
      return Optional.of(new Copy.Fetching(0, 0, at, from, failures));
    }
    if (step instanceof Step.GiveUp) {
      return Optional.of(new Copy.Absent(at, failures + 1));
    }
    if (step instanceof Step.MarkExcess) {
      return before.map(copy -> new Copy.Excess(at, provenAt(copy)));
    }
    if (step instanceof Step.Keep) {
      return before.map(copy -> copy instanceof Copy.Excess excess ? excess.kept() : copy);
    }
    return Optional.empty();
  }

  private static Optional<Instant> provenAt(Copy copy) {
    return copy.state() == CopyState.PROVEN ? Optional.of(copy.at()) : Optional.empty();
  }

  private static int failures(Copy copy) {
    if (copy instanceof Copy.Absent absent) {
      return absent.failures();
    }
    if (copy instanceof Copy.Damaged damaged) {
      return damaged.failures();
    }
    return copy instanceof Copy.Fetching fetching ? fetching.failures() : 0;
  }
}
