package org.kubosteward.probe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Volume;
import org.kubosteward.fleet.Workload;
import org.kubosteward.kube.ObservedClaim;
import org.kubosteward.kube.ObservedPod;
import org.kubosteward.kube.ObservedSet;

/** What Kubernetes says of a pod, in the words of the fleet. */
final class Pods {
  /** Keeps our hands off: {@code true}, or the instant until which. */
  static final String PAUSED = "kubo-steward.org/paused";

  /** {@code true} keeps our eyes off, too. */
  static final String SKIP = "kubo-steward.org/skip";

  /** How far the volumes of a StatefulSet may grow, such as {@code 500Gi}. */
  static final String GROW_UP_TO = "kubo-steward.org/grow-up-to";

  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi|Ti|Pi)?");
  private static final String UNITS = "KiMiGiTiPi";

  private Pods() {}

  /** A new pod that is not ready after this is no longer one that boots: as the startup probe. */
  static final Duration BOOTS_FOR = Duration.ofMinutes(5);

  /**
   * The objects that a pod hangs on.
   *
   * @param updating whether a rollout of the set is under way
   * @param claims behind its repository and its blocks
   */
  record Family(Optional<ObservedSet> set, boolean updating, List<ObservedClaim> claims) {}

  static Pod pod(ObservedPod pod, Family family, Instant now) {
    return new Pod(
        pod.uid(),
        pod.phase(),
        pod.ready(),
        pod.readySince(),
        pod.restarts(),
        pod.waiting(),
        pod.ended().map(end -> new Pod.Ending(end.reason(), end.exitCode(), end.at())),
        pod.leaving(),
        booting(pod, now),
        pod.machine(),
        paused(pod.annotations(), now)
            .or(() -> family.set().flatMap(set -> paused(set.annotations(), now))),
        family
            .set()
            .map(set -> new Workload(set.name(), set.wanted(), set.ready(), family.updating())),
        family.claims().stream()
            .max(Comparator.comparingDouble(Pods::full))
            .map(claim -> volume(claim, family.set())),
        family.claims().stream()
            .filter(claim -> pod.blocks().filter(claim.name()::equals).isPresent())
            .findFirst()
            .map(claim -> volume(claim, family.set())));
  }

  /** A container that ended once does not boot: it comes back. */
  static boolean booting(ObservedPod pod, Instant now) {
    return pod.restarts() == 0
        && pod.bootingSince().filter(since -> now.isBefore(since.plus(BOOTS_FOR))).isPresent();
  }

  private static double full(ObservedClaim claim) {
    return claim
        .usage()
        .map(
            use ->
                Math.max(
                    use.used() / (double) Math.max(1, use.capacity()),
                    use.inodesUsed() / (double) Math.max(1, use.inodes())))
        .orElse(0.0);
  }

  /** Whether the annotation says {@code true}. */
  static boolean marked(Map<String, String> annotations, String name) {
    return "true".equals(annotations.get(name));
  }

  /** What does not parse pauses, too: somebody meant to stop us. */
  private static Optional<String> paused(Map<String, String> annotations, Instant now) {
    String value = annotations.getOrDefault(PAUSED, "false").strip();
    if (value.equals("false")) {
      return Optional.empty();
    }
    try {
      return value.equals("true") || now.isBefore(Instant.parse(value))
          ? Optional.of(PAUSED + "=" + value)
          : Optional.empty();
    } catch (DateTimeException nonsense) {
      return Optional.of(PAUSED + "=" + value + ", which is neither true nor an instant");
    }
  }

  private static Volume volume(ObservedClaim claim, Optional<ObservedSet> set) {
    return new Volume(
        claim.name(),
        claim.uid(),
        claim.expandable(),
        claim.capacity(),
        claim.requested(),
        set.map(ObservedSet::annotations)
            .map(annotations -> bytes(annotations.getOrDefault(GROW_UP_TO, "")))
            .orElse(OptionalLong.empty()),
        claim
            .usage()
            .map(u -> new Volume.Fill(u.used(), u.capacity(), u.inodesUsed(), u.inodes())));
  }

  /** A whole quantity as Kubernetes writes them; empty when it is none. */
  static OptionalLong bytes(String quantity) {
    Matcher parts = QUANTITY.matcher(quantity.strip());
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    int power = parts.group(2) == null ? 0 : UNITS.indexOf(parts.group(2)) / 2 + 1;
    long number = Long.parseLong(parts.group(1));
    return number > Long.MAX_VALUE >> (10 * power)
        ? OptionalLong.empty()
        : OptionalLong.of(number << (10 * power));
  }
}
