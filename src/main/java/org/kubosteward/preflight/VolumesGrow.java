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
    return ground.targets().stream().flatMap(VolumesGrow::verdicts);
  }

  private static Stream<Verdict> verdicts(Target target) {
    Optional<Pod> pod = target.pod().flatMap(Reading::value);
    if (pod.isEmpty()) {
      return Stream.empty();
    }
    String node = target.id().toString();
    if (pod.get().volume().isEmpty()) {
      return Stream.of(
          Verdict.fail(
              TEST,
              node,
              "its repository is on no PersistentVolumeClaim: a restart deletes all that it keeps"));
    }
    return Stream.of(pod.get().volume(), pod.get().blocks())
        .flatMap(Optional::stream)
        .distinct()
        .map(volume -> verdict(node, volume));
  }

  private static Verdict verdict(String node, Volume volume) {
    return volume.expandable()
        ? Verdict.pass(TEST, node, volume.claim() + " can grow")
        : Verdict.warn(
            TEST,
            node,
            "the StorageClass of %s does not allow expansion, or the plane may not read it: a full volume will need a person"
                .formatted(volume.claim()));
  }
}
