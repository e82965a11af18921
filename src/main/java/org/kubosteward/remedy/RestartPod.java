package org.kubosteward.remedy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;

/**
 * The pod of {@code target} is evicted, so that its StatefulSet makes it anew.
 *
 * @param podUid the pod that was judged; one of the same name that came since is left alone
 * @param graceSeconds how long its processes may take to end; the pod's own time when empty
 */
public record RestartPod(NodeId target, String podUid, OptionalLong graceSeconds)
    implements Action {
  static final ActionFacts FACTS =
      ActionFacts.disruptive(Duration.ofSeconds(15))
          .settling(Duration.ofMinutes(5))
          .traits(Trait.TAKES_DOWN)
          .restsOn(Question.POD);

  /** One that leaves its processes the pod's own time. */
  public RestartPod(NodeId target, String podUid) {
    this(target, podUid, OptionalLong.empty());
  }

  /** One that leaves its processes that time, in whole seconds. */
  public RestartPod(NodeId target, String podUid, Duration grace) {
    this(target, podUid, OptionalLong.of(grace.toSeconds()));
  }

  /** How long its processes may take to end; the pod's own time when empty. */
  public Optional<Duration> grace() {
    return graceSeconds.isPresent()
        ? Optional.of(Duration.ofSeconds(graceSeconds.getAsLong()))
        : Optional.empty();
  }

  @Override
  public ActionKind kind() {
    return ActionKind.RESTART_POD;
  }

  @Override
  public Optional<KubeObject> object() {
    return Optional.of(new KubeObject(KubeObject.Sort.POD, target.name(), podUid));
  }
}
