package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.fleet.Proof.Outcome.NOT_EXCHANGED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

/**
 * The loop over a fleet that obeys: what the rooms do together, round after round, as {@code loop}
 * calls them. A pair that is stubborn answers every call and does not mend.
 */
final class SimulatedLoopTest {
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final Set<Link> apart = new TreeSet<>();
  private final Set<Link> blind = new TreeSet<>();
  private final Set<NodeId> full = new TreeSet<>();
  private final Set<Set<NodeId>> stubborn = new HashSet<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private RemedyPolicy policy = RemedyPolicy.shipped();
  private int size = 3;
  private int round;
  private HealthReport held = HealthReport.empty(Fleets.START);
  private HealthReport report = HealthReport.empty(Fleets.START);

  @Test
  void aNodeThatLostItsSiblingsIsBackWithinThirtySeconds() {
    apart.add(pair("kubo-1", "kubo-3"));
    apart.add(pair("kubo-2", "kubo-3"));

    run(6);

    assertThat(apart).isEmpty();
    assertThat(attempts).hasSize(2);
  }

  @Test
  void aMendedFleetIsQuietAndItsAttemptsAreCured() {
    apart.add(pair("kubo-1", "kubo-2"));
    blind.add(Fleets.link("kubo-2", "kubo-3"));
    blind.add(Fleets.link("kubo-3", "kubo-2"));

    run(20);

    assertThat(report.findings()).isEmpty();
    assertThat(attempts)
        .hasSize(2)
        .allSatisfy(a -> assertThat(a.verification()).isEqualTo(Verification.CURED));
  }

  @Test
  void aPairThatDoesNotMendIsTriedFromBothSidesAndThenAPersonIsAsked() {
    apart.add(pair("kubo-1", "kubo-2"));
    stubborn.add(Set.of(Given.id("kubo-1"), Given.id("kubo-2")));

    run(900);

    assertThat(attempts).hasSize(policy.rule(ActionKind.RECONNECT_PEER).attempts());
    assertThat(attempts)
        .extracting(a -> a.action().target().name())
        .startsWith("kubo-1", "kubo-2", "kubo-1", "kubo-2");
    assertThat(report.has(Code.REMEDY_FAILED)).isTrue();
  }

  @Test
  void afterAnAcknowledgementItIsTriedAgain() {
    apart.add(pair("kubo-1", "kubo-2"));
    stubborn.add(Set.of(Given.id("kubo-1"), Given.id("kubo-2")));
    run(900);
    stubborn.clear();
    int before = attempts.size();

    intents.add(acknowledgement());
    run(20);

    assertThat(attempts).hasSize(before + 1);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void fullRepositoriesAreCollectedOneAfterTheOther() {
    policy = Given.full().policy();
    full.add(Given.id("kubo-1"));
    full.add(Given.id("kubo-2"));
    full.add(Given.id("kubo-3"));

    run(60);

    assertThat(full).isEmpty();
    assertThat(attempts).hasSize(3);
    for (int i = 1; i < attempts.size(); i++) {
      assertThat(attempts.get(i).startedAt())
          .isAfterOrEqualTo(attempts.get(i - 1).lastAt().plus(policy.twoLooks()));
    }
  }

  @Test
  void aCollectionThatFreesNothingIsNotRepeatedForEver() {
    policy = Given.full().policy();
    full.add(Given.id("kubo-1"));
    stubborn.add(Set.of(Given.id("kubo-1")));

    run(600);

    assertThat(attempts).hasSize(3);
    assertThat(report.has(Code.REMEDY_FAILED)).isTrue();
  }

  @Test
  void anyFleetThatObeysIsMended() {
    for (int seed = 0; seed < 40; seed++) {
      SimulatedLoopTest fleet = new SimulatedLoopTest();
      fleet.breakSomething(new Random(seed));
      fleet.run(120);
      assertThat(fleet.report.findings()).as("seed %d", seed).isEmpty();
      assertThat(fleet.attempts)
          .as("seed %d", seed)
          .hasSizeLessThanOrEqualTo(fleet.size * (fleet.size - 1))
          .allSatisfy(a -> assertThat(a.verification()).isEqualTo(Verification.CURED));
    }
  }

  private void breakSomething(Random random) {
    size = 3 + random.nextInt(3);
    for (int one = 1; one <= size; one++) {
      for (int other = 1; other <= size; other++) {
        if (one < other && random.nextInt(4) == 0) {
          apart.add(pair("kubo-" + one, "kubo-" + other));
        } else if (one != other && random.nextInt(6) == 0) {
          blind.add(Fleets.link("kubo-" + one, "kubo-" + other));
        }
      }
    }
  }

  private void run(int rounds) {
    for (int n = 0; n < rounds; n++) {
      turn();
    }
  }

  /** One round, in the order in which the loop calls the rooms. */
  private void turn() {
    FleetSnapshot picture = look();
    Instant now = picture.takenAt();
    held = new Checkup(HealthPolicy.shipped()).examine(held, new Picture(picture));
    new Verifier().verify(attempts, held, picture, policy, now).forEach(this::settle);
    Situation situation =
        new Situation(picture, held, attempts, intents, policy, true, Optional.empty(), now);
    report = new RemedyFailed().added(situation);
    Plan plan =
        new Planner()
            .plan(
                new Situation(
                    picture, report, attempts, intents, policy, true, Optional.empty(), now));
    plan.acts().forEach(act -> perform(act, now));
    round++;
  }

  private FleetSnapshot look() {
    Fleets fleet = Fleets.healthy(size);
    if (round > 0) {
      fleet = fleet.after(ROUND.multipliedBy(round));
    }
    for (Link pair : apart) {
      fleet = fleet.disconnected(pair.from().name(), pair.to().name());
    }
    for (Link link : blind) {
      fleet = fleet.proven(link.from().name(), link.to().name(), NOT_EXCHANGED, 2, Duration.ZERO);
    }
    for (NodeId node : full) {
      fleet = fleet.withRepoFill(node.name(), 0.97);
    }
    return fleet.picture();
  }

  private void settle(AttemptVerdict verdict) {
    attempts.replaceAll(a -> a.id() == verdict.attempt().id() ? verdict.attempt() : a);
  }

  private void perform(Decision.Act act, Instant now) {
    Action action = act.wanted();
    if (!stubborn.contains(Set.copyOf(action.nodes()))) {
      apart.removeIf(link -> action.nodes().equals(ends(link)));
      blind.removeIf(link -> action.nodes().equals(ends(link)));
      full.removeIf(node -> action.nodes().equals(new TreeSet<>(Set.of(node))));
    }
    attempts.add(
        new Attempt(
            attempts.size() + 1,
            action,
            act.cause().key(),
            now,
            Optional.of(now.plusSeconds(1)),
            Result.DONE,
            "",
            Verification.OPEN));
  }

  private Intent acknowledgement() {
    return Intents.asked(
        1,
        Intent.Kind.ACKNOWLEDGE,
        Optional.of("kubo-1"),
        Optional.empty(),
        Optional.of(Code.REMEDY_FAILED),
        "ada",
        "cable replaced",
        Fleets.START.plus(ROUND.multipliedBy(round)),
        Optional.empty());
  }

  private static Set<NodeId> ends(Link link) {
    return new TreeSet<>(Set.of(link.from(), link.to()));
  }

  private static Link pair(String one, String other) {
    return Fleets.link(one, other);
  }
}
