package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Proof;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

/**
 * Settles attempts by what later rounds see, never by what the call answered. Pure.
 *
 * <ul>
 *   <li>Cured: two looks or more after its end the cause is neither found nor watched, the nodes
 *       that it touched answer, and, for a link, a block has crossed it since; for a restart, the
 *       pod is ready.
 *   <li>Not cured: not so, although the time for it is over. That is the policy's {@code
 *       verifyWithin} after the end; two looks when the call failed, was refused, or was a dial and
 *       both nodes say that they are apart, which changes nothing later, and the cause is still
 *       found; at once when the link was mended by it and has been cut again.
 *   <li>Else it stays open. It does, too, while it runs (the loop ends it at its deadline) and
 *       while the plane is blind.
 * </ul>
 */
public final class Verifier {

  /** The verdicts about those attempts that can be settled now, in their order. */
  public List<AttemptVerdict> verify(
      List<Attempt> attempts,
      HealthReport report,
      FleetSnapshot picture,
      RemedyPolicy policy,
      Instant now) {
    if (report.findings().stream().anyMatch(f -> f.code() == Code.STEWARD_BLIND)) {
      return List.of();
    }
    return attempts.stream()
        .filter(Attempt::unsettled)
        .flatMap(
            attempt ->
                attempt.endedAt().stream()
                    .flatMap(ended -> settle(attempt, ended, report, picture, policy, now)))
        .toList();
  }

  private static Stream<AttemptVerdict> settle(
      Attempt attempt,
      Instant ended,
      HealthReport report,
      FleetSnapshot picture,
      RemedyPolicy policy,
      Instant now) {
    Duration passed = Duration.between(ended, now);
    if (cutAgain(attempt, ended, report)) {
      return Stream.of(
          new AttemptVerdict(
              attempt.verified(Attempt.Verification.NOT_CURED),
              "mended by it, and cut again within %s".formatted(Evidence.span(passed))));
    }
    if (attempt.action().is(Trait.BEGINS)) {
      return Stream.of(begun(attempt));
    }
    if (passed.compareTo(policy.twoLooks()) < 0) {
      return Stream.empty();
    }
    if (attempt.action().is(Trait.PROVEN_BY_ANSWER)) {
      return Stream.of(proven(attempt));
    }
    Optional<String> doubt = doubt(attempt, ended, report, picture);
    if (doubt.isEmpty()) {
      return Stream.of(
          new AttemptVerdict(
              attempt.verified(Attempt.Verification.CURED),
              "gone %s after it".formatted(Evidence.span(passed))));
    }
    boolean over = passed.compareTo(policy.verifyWithin(attempt.action().kind())) >= 0;
    boolean inVain =
        found(attempt.cause(), report) && (changedNothing(attempt) || apart(attempt, picture));
    return over || inVain
        ? Stream.of(
            new AttemptVerdict(
                attempt.verified(Attempt.Verification.NOT_CURED),
                "%s after it %s".formatted(Evidence.span(passed), doubt.get())))
        : Stream.empty();
  }

  /**
   * No picture shows single blocks. That the node read them out to us is the proof, and the
   * collection that follows in the ladder is the proof of the whole.
   */
  private static AttemptVerdict proven(Attempt attempt) {
    return attempt.result() == Attempt.Result.DONE
        ? new AttemptVerdict(
            attempt.verified(Attempt.Verification.CURED), "the node answered with what it had lost")
        : new AttemptVerdict(
            attempt.verified(Attempt.Verification.NOT_CURED),
            "the node did not answer with what it had lost");
  }

  /** What was begun is followed by itself, copy by copy. */
  private static AttemptVerdict begun(Attempt attempt) {
    return attempt.result() == Attempt.Result.DONE
        ? new AttemptVerdict(
            attempt.verified(Attempt.Verification.CURED), "what it began is followed by itself")
        : new AttemptVerdict(
            attempt.verified(Attempt.Verification.NOT_CURED), "nothing was begun by it");
  }

  /** What speaks against a cure; empty when nothing does. */
  private static Optional<String> doubt(
      Attempt attempt, Instant ended, HealthReport report, FleetSnapshot picture) {
    Finding.Key cause = attempt.cause();
    Optional<Finding> finding = report.finding(cause);
    if (finding.isPresent()) {
      return Optional.of(
          unknown(finding.get())
              ? "it cannot be told whether it helped"
              : "the trouble is still there");
    }
    if (report.watches().containsKey(cause)) {
      return Optional.of("the trouble is not gone for long enough");
    }
    return silent(attempt, picture)
        .or(() -> offline(attempt, picture))
        .or(() -> unready(attempt, picture))
        .or(() -> unproven(cause, ended, picture));
  }

  private static boolean found(Finding.Key cause, HealthReport report) {
    return report.finding(cause).filter(finding -> !unknown(finding)).isPresent();
  }

  private static boolean changedNothing(Attempt attempt) {
    return attempt.result() == Attempt.Result.FAILED || attempt.refused();
  }

  /** A new cut is a new trouble: nothing more is to be expected of what mended the one before. */
  private static boolean cutAgain(Attempt attempt, Instant ended, HealthReport report) {
    return attempt.cause().code() == Code.SIBLING_DISCONNECTED
        && attempt.cause().subject() instanceof Subject.OfLink pair
        && found(attempt.cause(), report)
        && report.cuts().after(pair.link(), ended);
  }

  /** A dial joins two nodes at once or not at all; two looks after it both say that it has not. */
  private static boolean apart(Attempt attempt, FleetSnapshot picture) {
    return attempt.action().is(Trait.LINK)
        && !attempt.action().is(Trait.DROPS_LINK)
        && attempt.result() == Attempt.Result.DONE
        && attempt.cause().subject() instanceof Subject.OfLink pair
        && seesNot(pair.link().from(), pair.link().to(), picture)
        && seesNot(pair.link().to(), pair.link().from(), picture);
  }

  private static boolean seesNot(NodeId seer, NodeId seen, FleetSnapshot picture) {
    return picture.connected(seer, seen).filter(connected -> !connected).isPresent();
  }

  private static boolean unknown(Finding finding) {
    return finding.level() == Level.CANNOT_TELL || finding.stale();
  }

  /** Trouble between two nodes goes away, too, when one of them dies. */
  private static Optional<String> silent(Attempt attempt, FleetSnapshot picture) {
    return attempt.action().nodes().stream()
        .filter(node -> !picture.node(node).map(NodeView::up).orElse(false))
        .findFirst()
        .map("it cannot be told whether it helped: %s does not answer"::formatted);
  }

  /** Of a node that left the network on purpose its links say nothing. */
  private static Optional<String> offline(Attempt attempt, FleetSnapshot picture) {
    return attempt.action().nodes().stream()
        .filter(node -> picture.node(node).filter(NodeView::offline).isPresent())
        .findFirst()
        .map("it cannot be told whether it helped: %s runs in offline mode"::formatted);
  }

  /** A pod that answers may still be on its way out, or not yet in, or be shown late. */
  private static Optional<String> unready(Attempt attempt, FleetSnapshot picture) {
    Optional<String> evicted =
        attempt
            .action()
            .object()
            .filter(object -> object.sort() == Action.KubeObject.Sort.POD)
            .map(Action.KubeObject::uid);
    if (evicted.isEmpty()) {
      return Optional.empty();
    }
    Optional<Pod> pod = picture.node(attempt.action().target()).flatMap(view -> view.pod().value());
    boolean same = !changedNothing(attempt) && pod.map(Pod::uid).equals(evicted);
    return same
        ? Optional.of("the pod is still the one that was evicted")
        : pod.filter(p -> !p.ready() || p.leaving())
            .map(p -> "the pod is %s".formatted(p.describe()));
  }

  private static Optional<String> unproven(
      Finding.Key cause, Instant ended, FleetSnapshot picture) {
    if (cause.code() != Code.LINK_NOT_EXCHANGING
        || !(cause.subject() instanceof Subject.OfLink subject)) {
      return Optional.empty();
    }
    Link link = subject.link();
    boolean crossed =
        Optional.ofNullable(picture.links().get(link))
            .filter(proof -> proof.outcome() == Proof.Outcome.EXCHANGED)
            .filter(proof -> proof.at().isAfter(ended))
            .isPresent();
    return crossed
        ? Optional.empty()
        : Optional.of("no block has been seen to cross %s".formatted(link));
  }
}
