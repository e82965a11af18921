package org.kubosteward.remedy.guard;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Version.Minor;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Hazard;
import org.kubosteward.remedy.Situation;

/**
 * Some versions of kubo do not survive what cures others. Asked of every node that the action
 * touches, because both ends of a link feel a disconnect. A version that does not parse counts as
 * unsafe for the actions that name a fault.
 */
final class VersionUnsafe implements Guard {
  @Override
  public String name() {
    return "version-unsafe";
  }

  @Override
  public String meaning() {
    return "The node's version of kubo has a known fault that this action sets off (%s), or does not parse; lifted by an upgrade."
        .formatted(
            Stream.of(ActionKind.values())
                .flatMap(
                    kind ->
                        kind.hazards().stream()
                            .map(hazard -> kind.label() + ": " + hazard.versions()))
                .collect(Collectors.joining("; ")));
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return wanted.hazards().stream()
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
    return hazard.in(minor)
        ? Optional.of(
            "%s runs kubo %s, and up to %s %s (%s): upgrade it"
                .formatted(node, minor, hazard.last(), hazard.what(), hazard.source()))
        : Optional.empty();
  }
}
