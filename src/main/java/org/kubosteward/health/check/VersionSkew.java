package org.kubosteward.health.check;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Version;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * Nodes that run different releases of kubo, for longer than a rollout takes. One that does not
 * answer, or names no release, may be the odd one: then nothing is said to be well again.
 */
final class VersionSkew implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    Map<String, Long> releases =
        picture
            .fleet()
            .views()
            .flatMap(view -> view.version().value().stream())
            .map(Version::release)
            .filter(release -> !release.isBlank())
            .collect(Collectors.groupingBy(r -> r, TreeMap::new, Collectors.counting()));
    if (releases.size() > 1) {
      Evidence evidence =
          Evidence.of(
              "releases",
              releases.entrySet().stream()
                  .map(entry -> entry.getKey() + " on " + entry.getValue())
                  .collect(Collectors.joining(", ")));
      return Stream.of(Observation.of(Code.VERSION_SKEW, Subject.fleet(), Level.WARN, evidence));
    }
    String nameless = names(picture.fleet().views().filter(VersionSkew::nameless));
    if (!nameless.isEmpty()) {
      return Stream.of(
          Observation.cannotTell(
              Code.VERSION_SKEW, Subject.fleet(), "no release is named by " + nameless));
    }
    String silent = names(picture.fleet().views().filter(view -> !view.up()));
    return silent.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Observation.notAsked(
                Code.VERSION_SKEW, Subject.fleet(), silent + " may run another release"));
  }

  private static boolean nameless(NodeView view) {
    return view.version().value().filter(version -> version.release().isBlank()).isPresent();
  }

  private static String names(Stream<NodeView> views) {
    return views.map(view -> view.id().toString()).collect(Collectors.joining(", "));
  }
}
