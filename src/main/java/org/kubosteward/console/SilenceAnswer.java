package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import org.kubosteward.alertmanager.Silence;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.NodeId;

/** One silence of Alertmanager on the wire. */
record SilenceAnswer(String id, String author, String comment, Instant endsAt) {
  /** Those that name the node. */
  static List<SilenceAnswer> of(NodeId node, Silences.Seen seen) {
    return seen.silences().stream()
        .filter(silence -> silence.concerns(node))
        .map(SilenceAnswer::of)
        .toList();
  }

  /** Those that name alerts of ours and no node. */
  static List<SilenceAnswer> ofFleet(Silences.Seen seen) {
    return seen.silences().stream().filter(Silence::concernsFleet).map(SilenceAnswer::of).toList();
  }

  private static SilenceAnswer of(Silence silence) {
    return new SilenceAnswer(silence.id(), silence.author(), silence.comment(), silence.endsAt());
  }
}
