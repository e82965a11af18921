package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What can be changed about a pod of {@link Fleets#inPods}, one thing a method. */
public final class PodDraft {
  private PodDraft() {}

  /** The kubelet's probe fails. */
  public static Pod notReady(Pod pod) {
    return ready(pod, false, pod.readySince());
  }

  /** Its readiness last changed then. */
  public static Pod readySince(Pod pod, Instant at) {
    return ready(pod, pod.ready(), Optional.of(at));
  }

  /** The pod that the StatefulSet made in its place. */
  public static Pod renewed(Pod p) {
    return new Pod(
        "new-" + p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  private static Pod ready(Pod p, boolean ready, Optional<Instant> since) {
    return new Pod(
        p.uid(),
        p.phase(),
        ready,
        since,
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  /** Its container ended so often, the last time then and in that way. */
  public static Pod ended(Pod p, int restarts, String reason, int exitCode, Instant at) {
    return new Pod(
        p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        restarts,
        p.waiting(),
        Optional.of(new Pod.Ending(reason, exitCode, Optional.of(at))),
        p.leaving(),
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  /** Its container does not run, for that reason. */
  public static Pod waiting(Pod p, String why) {
    return new Pod(
        p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        Optional.of(why),
        p.ended(),
        p.leaving(),
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  /** It is being deleted. */
  public static Pod leaving(Pod p) {
    return new Pod(
        p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        true,
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  /** It is new and has not been ready yet. */
  public static Pod booting(Pod p) {
    return new Pod(
        "new-" + p.uid(),
        p.phase(),
        false,
        p.readySince(),
        0,
        p.waiting(),
        Optional.empty(),
        p.leaving(),
        true,
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume());
  }

  /** An annotation keeps hands off it. */
  public static Pod paused(Pod p, String why) {
    return kept(p, Optional.of(why), p.workload(), p.volume());
  }

  /** Its StatefulSet is being rolled out. */
  public static Pod updating(Pod p) {
    return kept(
        p,
        p.paused(),
        p.workload().map(w -> new Workload(w.name(), w.wanted(), w.ready(), true)),
        p.volume());
  }

  /** Nothing makes it anew when it goes. */
  public static Pod onItsOwn(Pod p) {
    return kept(p, p.paused(), Optional.empty(), p.volume());
  }

  /** Its repository goes with it. */
  public static Pod withoutVolume(Pod p) {
    return kept(p, p.paused(), p.workload(), Optional.empty());
  }

  /** Its volume, changed. */
  public static Pod volume(Pod p, UnaryOperator<Volume> change) {
    return kept(p, p.paused(), p.workload(), p.volume().map(change));
  }

  private static Pod kept(
      Pod p, Optional<String> paused, Optional<Workload> workload, Optional<Volume> volume) {
    return new Pod(
        p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.booting(),
        p.machine(),
        paused,
        workload,
        volume,
        p.blocks());
  }

  /** Its blocks are on a volume of their own, of that claim, which may grow like the other. */
  public static Pod blocksOn(Pod p, String claim) {
    return new Pod(
        p.uid(),
        p.phase(),
        p.ready(),
        p.readySince(),
        p.restarts(),
        p.waiting(),
        p.ended(),
        p.leaving(),
        p.booting(),
        p.machine(),
        p.paused(),
        p.workload(),
        p.volume(),
        p.volume()
            .map(
                v ->
                    new Volume(
                        claim,
                        "uid-" + claim,
                        v.expandable(),
                        v.capacity(),
                        v.requested(),
                        v.growUpTo(),
                        Optional.empty())));
  }

  /** It has {@code capacity} bytes, asks for {@code requested}, and may grow up to the last. */
  public static Volume sized(Volume v, long capacity, long requested, OptionalLong growUpTo) {
    return new Volume(
        v.claim(), v.claimUid(), v.expandable(), capacity, requested, growUpTo, v.fill());
  }

  /** Its kubelet says that so many of its inodes are used. */
  public static Pod inodes(Pod p, long used, long all) {
    return volume(
        p,
        v ->
            new Volume(
                v.claim(),
                v.claimUid(),
                v.expandable(),
                v.capacity(),
                v.requested(),
                v.growUpTo(),
                Optional.of(new Volume.Fill(v.capacity() / 2, v.capacity(), used, all))));
  }

  /** Its kubelet says that so much of the volume of that claim is used. */
  public static Pod filled(Pod p, String claim, long used, long capacity) {
    return volume(
        p,
        v ->
            new Volume(
                claim,
                v.claimUid(),
                v.expandable(),
                capacity,
                capacity,
                v.growUpTo(),
                Optional.of(new Volume.Fill(used, capacity, 1, 100))));
  }

  /** Its StorageClass does not let it grow. */
  public static Volume rigid(Volume v) {
    return new Volume(
        v.claim(), v.claimUid(), false, v.capacity(), v.requested(), v.growUpTo(), v.fill());
  }
}
