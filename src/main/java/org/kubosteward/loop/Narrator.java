package org.kubosteward.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Decision;

/** One line a round, one a finding that opens or closes, one a decision that changes. */
final class Narrator {
  private static final Logger ROUND = Logger.getLogger("steward.round");
  private static final Logger FINDING = Logger.getLogger("steward.finding");

  /** Of a long list of nodes as many are named. */
  private static final int NAMED = 10;

  private static final Logger DECISION = Logger.getLogger("steward.decision");

  private Optional<HealthReport> last = Optional.empty();
  private Map<Finding.Key, String> told = new HashMap<>();
  private Set<NodeId> withoutCanaries = Set.of();

  /**
   * Tells of a round.
   *
   * @param remembered what was found before it; counts only for the first round that is told
   */
  void tell(Round round, HealthReport remembered, Duration lag) {
    HealthReport before = last.orElse(remembered);
    last = Optional.of(round.report());
    long up = round.picture().views().filter(NodeView::up).count();
    ROUND.infof(
        "round=%d status=%s nodes=%d up=%d findings=%d acts=%d took=%dms lag=%dms",
        round.picture().round(),
        round.report().status(),
        round.picture().nodes().size(),
        up,
        round.report().findings().size(),
        round.plan().acts().size(),
        round.took().toMillis(),
        lag.toMillis());
    Set<Finding.Key> earlier = keys(before);
    tellOfCanaries(round.picture());
    for (Finding finding : round.report().findings()) {
      if (!earlier.contains(finding.key())) {
        FINDING.infof(
            "code=%s subject=%s level=%s state=opened since=%s evidence=%s",
            finding.code(),
            finding.subject(),
            finding.level(),
            finding.since(),
            finding.evidence());
      }
    }
    Set<Finding.Key> there = keys(round.report());
    for (Finding finding : before.findings()) {
      if (!there.contains(finding.key()) && finding.level() != Level.CANNOT_TELL) {
        FINDING.infof("code=%s subject=%s state=closed", finding.code(), finding.subject());
      }
    }
    Map<Finding.Key, String> now = new HashMap<>();
    for (Decision decision : round.plan().decisions()) {
      Finding.Key key = decision.cause().key();
      String shape = decision.kind() + decision.guard().orElse("") + decision.action();
      now.put(key, shape);
      if (!shape.equals(told.get(key))) {
        DECISION.infof(
            "code=%s subject=%s decision=%s guard=%s why=\"%s\"",
            key.code(),
            key.subject(),
            decision.kind(),
            decision.guard().orElse("-"),
            decision.why());
      }
    }
    told = now;
  }

  private static Set<Finding.Key> keys(HealthReport report) {
    return report.findings().stream().map(Finding::key).collect(Collectors.toSet());
  }

  /** Once: who gave the plane a credential without them knows, and is not to be told for ever. */
  private void tellOfCanaries(FleetSnapshot picture) {
    Set<NodeId> refusing =
        picture.links().entrySet().stream()
            .filter(entry -> entry.getValue().outcome() == Proof.Outcome.NOT_ALLOWED)
            .map(entry -> entry.getKey().from())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!refusing.equals(withoutCanaries)) {
      withoutCanaries = refusing;
      ROUND.infof(
          refusing.isEmpty()
              ? "canaries=allowed nodes=%s"
              : "canaries=not-allowed nodes=%s why=\"the plane's credential does not cover block/put"
                  + " and block/get: whether blocks cross is not known, all else is watched\"",
          refusing.stream().limit(NAMED).toList());
    }
  }
}
