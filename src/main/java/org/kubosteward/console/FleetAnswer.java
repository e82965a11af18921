package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Proof;
import org.kubosteward.journal.Round;

/**
 * {@code GET /api/v1/fleet}: the picture of the latest round; round and time are null before it.
 *
 * @param silences those in Alertmanager that are about our alerts and name no node
 * @param silencesUnknown why it is not known which there are; left out when it is
 */
record FleetAnswer(
    Optional<Long> round,
    Optional<Instant> at,
    List<NodeAnswer> nodes,
    List<LinkAnswer> links,
    List<SilenceAnswer> silences,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> silencesUnknown) {

  static FleetAnswer of(Optional<Round> latest, Silences.Seen seen, Instant now) {
    Optional<FleetSnapshot> picture = latest.map(Round::picture);
    return new FleetAnswer(
        picture.map(FleetSnapshot::round),
        picture.map(FleetSnapshot::takenAt),
        picture.stream()
            .flatMap(p -> p.views().map(view -> NodeAnswer.of(view, p, seen, now)))
            .toList(),
        picture.stream()
            .flatMap(p -> p.links().entrySet().stream())
            .map(entry -> LinkAnswer.of(entry.getKey(), entry.getValue()))
            .toList(),
        SilenceAnswer.ofFleet(seen),
        seen.trouble());
  }

  /** The last canary across one link. */
  record LinkAnswer(
      String from,
      String to,
      String outcome,
      Instant at,
      long tookMillis,
      int failures,
      String detail) {
    static LinkAnswer of(Link link, Proof proof) {
      return new LinkAnswer(
          link.from().name(),
          link.to().name(),
          proof.outcome().name().toLowerCase(Locale.ROOT),
          proof.at(),
          proof.took().toMillis(),
          proof.failures(),
          proof.detail());
    }
  }
}
