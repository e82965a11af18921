package org.kubosteward.preflight;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Volume;
import org.kubosteward.probe.Target;

/** Repositories are on persistent volumes, and those can grow. */
final class VolumesGrow implements Examination {
  private static final String TEST = "storage";

  @Override
  public Stream<Verdict> judge(Ground ground) {
    return ground.targets().stream().flatMap(target -> verdict(target).stream());
  }

  private static Optional<Verdict> verdict(Target target) {
    Optional<Pod> pod = target.pod().flatMap(Reading::value);
    if (pod.isEmpty()) {
      return Optional.empty();
    }
    String node = target.id().toString();
    Optional<Volume> volume = pod.get().volume();
    if (volume.isEmpty()) {
      return Optional.of(
          Verdict.fail(
              TEST,
              node,
              "its repository is on no PersistentVolumeClaim: a restart deletes all that it keeps"));
    }
    return Optional.of(
        volume.get().expandable()
            ? Verdict.pass(TEST, node, volume.get().claim() + " can grow")
            : Verdict.warn(
                TEST,
                node,
                "the StorageClass of %s does not allow expansion, or the plane may not read it: a full volume will need a person"
                    .formatted(volume.get().claim())));
  }
}
