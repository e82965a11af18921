package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.content.ContentPolicy;
import org.kubosteward.content.Obstacle;
import org.kubosteward.content.Outlook;
import org.kubosteward.journal.PinRow;

/**
 * {@code GET /api/v1/content/{cid}}: all that is known of one content.
 *
 * @param at when the round began that it is of; null to a plane that does not lead, which knows
 *     what is in the journal alone
 * @param verdict the worst that holds of it; null to a plane that does not lead
 * @param since since when it stands so
 * @param requests who wants it, newest first, a bounded number
 * @param plan what is done about it; null to a plane that does not lead
 */
record ContentDetail(
    String cid,
    Optional<Instant> at,
    Policy policy,
    Optional<Long> bytes,
    Optional<String> verdict,
    String sentence,
    Instant since,
    List<Request> requests,
    List<CopyAnswer> copies,
    Optional<Planned> plan) {
  /** Requests that are named, at the most. */
  static final int REQUESTS_MOST = 100;

  /** How it is kept. */
  record Policy(
      String name, int replicasMin, int replicasMax, long verifyIntervalSeconds, int priority) {
    static Policy of(ContentPolicy policy) {
      return new Policy(
          policy.name(),
          policy.replicasMin(),
          policy.replicasMax(),
          policy.verifyInterval().toSeconds(),
          policy.priority());
    }
  }

  /** Somebody wants it. */
  record Request(
      String id, String name, String createdBy, Instant createdAt, String status, String why) {
    static Request of(PinRow row) {
      return new Request(
          row.request().id(),
          row.request().name(),
          row.createdBy(),
          row.request().created(),
          row.status().name().toLowerCase(Locale.ROOT),
          row.why());
    }
  }

  /**
   * What the plan of the latest round does about it. Whether it is done is for its guards and its
   * mode: see the finding of the policy.
   *
   * @param obstacle what keeps it from doing more
   * @param brake why nothing is planned for any content
   */
  record Planned(List<String> steps, Optional<Barrier> obstacle, Optional<String> brake) {
    static Planned of(Outlook outlook) {
      return new Planned(
          outlook.steps().stream().map(ContentWords::step).toList(),
          outlook.obstacle().map(Barrier::of),
          outlook.brake());
    }
  }

  /** Something stands in the way. */
  record Barrier(String kind, String meaning) {
    static Barrier of(Obstacle obstacle) {
      return new Barrier(ContentWords.label(obstacle), obstacle.phrase());
    }
  }
}
