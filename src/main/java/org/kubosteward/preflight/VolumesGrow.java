package org.kubosteward.preflight;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Volume;
import org.kubosteward.probe.Target;

/** Repositories are on persistent volumes, and those can grow. */
final class VolumesGrow implements PreflightCheck {
  private static final String TEST = "storage";

  @Override
  public Stream<CheckResult> check(FleetSurvey survey) {
    return survey.targets().stream().flatMap(VolumesGrow::results);
  }

  private static Stream<CheckResult> results(Target target) {
    Optional<Pod> pod = target.pod().flatMap(Reading::value);
    if (pod.isEmpty()) {
      return Stream.empty();
    }
    String node = target.id().toString();
    if (pod.get().volume().isEmpty()) {
      return Stream.of(
          CheckResult.fail(
              TEST,
              node,
              "its repository is on no PersistentVolumeClaim: a restart deletes all that it keeps"));
    }
    return Stream.of(pod.get().volume(), pod.get().blocks())
        .flatMap(Optional::stream)
        .distinct()
        .map(volume -> result(node, volume));
  }

  private static CheckResult result(String node, Volume volume) {
    return volume.expandable()
        ? CheckResult.pass(TEST, node, volume.claim() + " can grow")
        : CheckResult.warn(
            TEST,
            node,
            "the StorageClass of %s does not allow expansion, or the plane may not read it: a full volume will need a person"
                .formatted(volume.claim()));
  }
}
