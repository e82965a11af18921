package org.kubosteward.remedy;

import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Version.Minor;
import org.kubosteward.health.Finding;

/**
 * Some versions of kubo do not survive what cures others. Asked of every node that the action
 * touches, because both ends of a link feel a disconnect. A version that does not parse counts as
 * unsafe for the kinds that have a row here.
 */
final class VersionUnsafe implements Guard {
  /** A new hazard is a new row. */
  private static final List<Hazard> HAZARDS =
      List.of(
          new Hazard(
              ActionKind.REFRESH_LINK,
              new Minor(0, 37),
              new Minor(0, 42),
              "a disconnect followed by a quick reconnect can leave fetches hanging for ever",
              "ipfs/boxo#1163, fixed in boxo 0.41, which is kubo 0.43"),
          new Hazard(
              ActionKind.COLLECT_GARBAGE,
              new Minor(0, 0),
              new Minor(0, 42),
              "a collection beside an MFS write can wedge files/* until the node is killed",
              "ipfs/kubo#10842, fixed by ipfs/kubo#11386 in kubo 0.43"));

  @Override
  public String name() {
    return "version-unsafe";
  }

  @Override
  public String meaning() {
    return "The node's version of kubo has a known fault that this action sets off (refresh-link:"
        + " 0.37 to 0.42; collect-garbage: 0.42 and older), or does not parse; lifted by an"
        + " upgrade.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return HAZARDS.stream()
        .filter(hazard -> hazard.kind() == wanted.kind())
        .flatMap(
            hazard ->
                wanted.nodes().stream().flatMap(node -> reason(hazard, node, situation).stream()))
        .findFirst();
  }

  private static Optional<String> reason(Hazard hazard, NodeId node, Situation situation) {
    Optional<Version> version =
        situation.picture().node(node).flatMap(view -> view.version().value());
    Minor minor = version.map(Version::minor).orElse(Minor.UNKNOWN);
    if (minor.equals(Minor.UNKNOWN)) {
      return Optional.of(
          "%s runs a kubo of unknown version%s, and with some versions %s (%s)"
              .formatted(
                  node,
                  version.map(v -> " (\"" + v.release() + "\")").orElse(""),
                  hazard.what(),
                  hazard.source()));
    }
    return minor.compareTo(hazard.first()) >= 0 && minor.compareTo(hazard.last()) <= 0
        ? Optional.of(
            "%s runs kubo %s, and up to %s %s (%s): upgrade it"
                .formatted(node, minor, hazard.last(), hazard.what(), hazard.source()))
        : Optional.empty();
  }

  /**
   * A fault of kubo that an action sets off.
   *
   * @param first the first version that has it
   * @param last the last
   * @param source where it is told
   */
  private record Hazard(ActionKind kind, Minor first, Minor last, String what, String source) {}
}
