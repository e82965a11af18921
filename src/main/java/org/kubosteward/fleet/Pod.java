package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pod that a node lives in, as Kubernetes tells it: a witness beside our own probe.
 *
 * @param uid tells this pod from one of the same name before or after it
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}, {@code Unknown}
 * @param ready what the kubelet's probe says
 * @param readySince when that last changed
 * @param restarts of the kubo container, since the pod exists
 * @param waiting why the container does not run now, {@code CrashLoopBackOff} for one
 * @param ended how the container ended the last time
 * @param leaving whether the pod is being deleted: a drain, a rollout, an eviction
 * @param booting whether it is new and has never been ready yet; false once that takes too long
 * @param machine the Kubernetes node it runs on
 * @param volume under the repository, or under its blocks where they are on another that is fuller
 * @param blocks the volume under its blocks, where that is not the one under the repository
 * @param paused until when, or why, an annotation keeps our hands off it; empty when none does
 */
public record Pod(
    String uid,
    String phase,
    boolean ready,
    Optional<Instant> readySince,
    int restarts,
    Optional<String> waiting,
    Optional<Ending> ended,
    boolean leaving,
    boolean booting,
    Optional<String> machine,
    Optional<String> paused,
    Optional<Workload> workload,
    Optional<Volume> volume,
    Optional<Volume> blocks) {

  /** A pod whose blocks are with the rest of its repository. */
  public Pod(
      String uid,
      String phase,
      boolean ready,
      Optional<Instant> readySince,
      int restarts,
      Optional<String> waiting,
      Optional<Ending> ended,
      boolean leaving,
      boolean booting,
      Optional<String> machine,
      Optional<String> paused,
      Optional<Workload> workload,
      Optional<Volume> volume) {
    this(
        uid,
        phase,
        ready,
        readySince,
        restarts,
        waiting,
        ended,
        leaving,
        booting,
        machine,
        paused,
        workload,
        volume,
        Optional.empty());
  }

  /** A container that ended at least so often, the last time lately, is in a loop. */
  static final int LOOPS_AFTER = 3;

  static final Duration LATELY = Duration.ofMinutes(10);

  /** How a container ended: {@code OOMKilled}, {@code Error}, {@code Completed}, and its status. */
  public record Ending(String reason, int exitCode, Optional<Instant> at) {
    /** In a few words, {@code Error (exit 1)}. */
    public String describe() {
      return reason + " (exit " + exitCode + ")";
    }
  }

  /** The same, with these times. */
  public Pod dated(Optional<Instant> ready, Optional<Ending> end) {
    return new Pod(
        uid,
        phase,
        this.ready,
        ready,
        restarts,
        waiting,
        end,
        leaving,
        booting,
        machine,
        paused,
        workload,
        volume,
        blocks);
  }

  /** Whether its container ends again and again, as seen at {@code now}. */
  public boolean crashing(Instant now) {
    boolean backingOff = waiting.filter("CrashLoopBackOff"::equals).isPresent();
    boolean lately =
        ended.flatMap(Ending::at).filter(at -> at.isAfter(now.minus(LATELY))).isPresent();
    return backingOff || (restarts >= LOOPS_AFTER && lately);
  }

  /**
   * Whether somebody is about to replace it, or has just done so: a rollout, a drain, a scaling.
   */
  public boolean onTheMove() {
    return leaving || booting || workload.filter(Workload::updating).isPresent();
  }

  /** In a few words, {@code Running, not ready, 2 restarts}. */
  public String describe() {
    return phase
        + (ready ? ", ready" : ", not ready")
        + (leaving ? ", leaving" : "")
        + waiting.map(why -> ", " + why).orElse("")
        + ", "
        + restarts
        + (restarts == 1 ? " restart" : " restarts");
  }
}
