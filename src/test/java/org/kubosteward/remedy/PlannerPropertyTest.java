package org.kubosteward.remedy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Decision.Kind;
import org.kubosteward.remedy.guard.Guards;

/**
 * What holds in any situation: seeded random fleets, findings, histories and wishes. A failure
 * names its seed.
 */
final class PlannerPropertyTest {
  private static final int SITUATIONS = 1_250;

  private static final Set<Why> SILENT =
      Set.of(
          Why.REFUSED,
          Why.UNRESOLVED,
          Why.UNREACHABLE,
          Why.CONNECT_TIMED_OUT,
          Why.STALLED,
          Why.TIMED_OUT);

  private static final List<Case> CASES =
      IntStream.range(0, SITUATIONS).mapToObj(Case::of).toList();

  /** A situation and its plan, made once for all laws. */
  private record Case(int seed, Given given, Situation situation, Plan plan) {
    static Case of(int seed) {
      Given given = RandomSituations.of(seed);
      Situation situation = given.situation();
      return new Case(seed, given, situation, new Planner().plan(situation));
    }

    NodeView view(Action wanted) {
      return situation.picture().node(wanted.target()).orElseThrow();
    }
  }

  private enum Law {
    EVERY_FINDING_GETS_ONE_DECISION_WITH_A_REASON(
        c ->
            c.plan().decisions().stream().map(Decision::cause).toList().equals(c.given().findings())
                && c.plan().decisions().stream().noneMatch(d -> d.why().isBlank())),
    NOTHING_IS_DONE_ON_WHAT_CANNOT_BE_TOLD(
        c ->
            c.plan().acts().stream()
                .noneMatch(a -> a.cause().level() == Level.CANNOT_TELL || a.cause().stale())),
    ONE_COLLECTION_IN_THE_FLEET(
        c -> {
          long planned = collections(c.plan()).count();
          boolean open =
              c.given().attempts().stream()
                  .anyMatch(a -> a.unsettled() && a.action().kind() == ActionKind.COLLECT_GARBAGE);
          boolean seen =
              c.situation()
                  .picture()
                  .views()
                  .anyMatch(v -> v.commands().value().flatMap(Commands::collection).isPresent());
          return planned == 0 || (planned == 1 && !open && !seen);
        }),
    NOTHING_IS_DONE_BLIND_PAUSED_WITHOUT_THE_LEASE_OR_THE_JOURNAL(
        c ->
            c.plan().acts().isEmpty()
                || (c.given().leader()
                    && c.given().journalOpen()
                    && c.given().findings().stream().noneMatch(f -> f.code() == Code.STEWARD_BLIND)
                    && c.plan().acts().stream().noneMatch(a -> paused(c.given(), a.wanted())))),
    NO_SILENT_NODE_IS_TOUCHED(
        c ->
            c.plan().acts().stream()
                .filter(a -> a.wanted().kind() != ActionKind.RESTART_POD)
                .flatMap(a -> a.wanted().nodes().stream())
                .allMatch(n -> c.situation().picture().node(n).filter(NodeView::up).isPresent())),
    NO_NODE_THAT_ANSWERS_IS_RESTARTED(
        c ->
            restarts(c.plan())
                .map(a -> c.view(a.wanted()))
                .allMatch(
                    v ->
                        v.version()
                            .missing()
                            .filter(gap -> SILENT.contains(gap.why()))
                            .isPresent())),
    ONLY_A_POD_THAT_IS_KNOWN_IS_RESTARTED(
        c ->
            restarts(c.plan())
                .allMatch(
                    a ->
                        c.view(a.wanted())
                            .pod()
                            .value()
                            .filter(p -> p.uid().equals(uid(a.wanted())))
                            .filter(p -> p.workload().isPresent())
                            .isPresent())),
    NO_RESTART_DELETES_WHAT_IS_PINNED_OR_NOT_KNOWN(
        c ->
            restarts(c.plan())
                .map(a -> c.view(a.wanted()))
                .allMatch(
                    v ->
                        v.pod().value().flatMap(Pod::volume).isPresent()
                            || v.pins()
                                .value()
                                .filter(p -> p.recursive() + p.direct() == 0 || kept(c, v, p))
                                .isPresent())),
    MORE_THAN_HALF_CARRY_THE_FLEET_DURING_A_RESTART(
        c ->
            restarts(c.plan())
                .allMatch(
                    a ->
                        2
                                * c.situation()
                                    .picture()
                                    .views()
                                    .filter(v -> !v.id().equals(a.wanted().target()) && v.up())
                                    .filter(v -> v.pod().value().filter(Pod::ready).isPresent())
                                    .count()
                            > c.situation().picture().nodes().size())),
    NOTHING_DISRUPTIVE_MEETS_A_ROLLOUT(
        c ->
            disruptive(c.plan())
                .noneMatch(
                    a -> c.view(a.wanted()).pod().value().filter(Pod::onTheMove).isPresent())),
    ONE_DISRUPTIVE_ACTION_AT_A_TIME(
        c -> {
          long planned = disruptive(c.plan()).count();
          boolean open =
              c.given().attempts().stream()
                  .anyMatch(a -> a.unsettled() && a.action().kind().disruptive());
          return planned == 0 || (planned == 1 && !open);
        }),
    NO_VOLUME_GROWS_BEYOND_WHAT_IS_ALLOWED(
        c ->
            c.plan().acts().stream()
                .filter(a -> a.wanted() instanceof GrowVolume)
                .allMatch(
                    a -> {
                      GrowVolume grow = (GrowVolume) a.wanted();
                      return c.view(grow)
                          .pod()
                          .value()
                          .flatMap(Pod::volume)
                          .filter(v -> v.expandable() && !v.growing())
                          .filter(v -> grow.toBytes() <= v.growUpTo().orElse(0))
                          .isPresent();
                    })),
    A_PAIR_IS_TOUCHED_ONCE(
        c -> {
          Set<Set<NodeId>> touched = new HashSet<>();
          return c.plan().acts().stream().allMatch(a -> touched.add(a.wanted().nodes()))
              && c.given().attempts().stream()
                  .filter(Attempt::unsettled)
                  .filter(a -> !a.action().kind().disruptive())
                  .noneMatch(a -> touched.contains(a.action().nodes()));
        }),
    FOUR_GENTLE_ACTIONS_AT_ONCE(
        c ->
            c.plan().acts().stream().filter(a -> !a.wanted().kind().disruptive()).count()
                <= RemedyPolicy.Bounds.SHIPPED.gentleAtOnce()),
    NOTHING_IS_DONE_BEYOND_ITS_MODE(
        c ->
            c.plan().acts().stream()
                .allMatch(
                    a -> c.given().policy().mode(a.wanted().kind()).compareTo(Mode.APPROVE) >= 0)),
    NO_COLLECTION_MEETS_A_WRITE(
        c ->
            collections(c.plan())
                .allMatch(
                    a ->
                        c.situation()
                            .picture()
                            .node(a.wanted().target())
                            .flatMap(v -> v.commands().value())
                            .filter(commands -> commands.writer().isEmpty())
                            .isPresent())),
    WITH_HALF_OF_THE_FLEET_SILENT_NOTHING_IS_DONE(
        c -> {
          long silent = c.situation().picture().views().filter(v -> !v.up()).count();
          return 2 * silent < c.situation().picture().nodes().size() || c.plan().acts().isEmpty();
        });

    private final Holds holds;

    Law(Holds holds) {
      this.holds = holds;
    }
  }

  private interface Holds {
    boolean in(Case seen);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void holdsInEverySituation(Law law) {
    assertThat(CASES)
        .allSatisfy(
            seen ->
                assertThat(law.holds.in(seen))
                    .as("seed %d: %s", seen.seed(), seen.plan())
                    .isTrue());
  }

  /** Whether the nodes that answer keep all of these, too. */
  private static boolean kept(Case seen, NodeView view, Pins pins) {
    return pins.roots().told()
        && pins.direct() == 0
        && pins.roots()
                .keptByNoneOf(
                    seen.situation()
                        .picture()
                        .views()
                        .filter(other -> other.up() && !other.id().equals(view.id()))
                        .flatMap(other -> other.pins().value().stream())
                        .map(Pins::roots)
                        .toList())
            == 0;
  }

  static Stream<Law> laws() {
    return Stream.of(Law.values());
  }

  @Test
  void theSituationsAreWorthLookingAt() {
    Map<Kind, Long> kinds =
        CASES.stream()
            .flatMap(seen -> seen.plan().decisions().stream())
            .collect(groupingBy(Decision::kind, counting()));
    Set<String> guards =
        CASES.stream()
            .flatMap(seen -> seen.plan().decisions().stream())
            .flatMap(decision -> decision.guard().stream())
            .collect(toSet());

    assertThat(kinds).hasSize(4).allSatisfy((k, n) -> assertThat(n).isGreaterThan(SITUATIONS / 20));
    assertThat(CASES.stream().flatMap(c -> collections(c.plan())).count()).isGreaterThan(20);
    assertThat(CASES.stream().flatMap(c -> restarts(c.plan())).count()).isGreaterThan(20);
    assertThat(
            CASES.stream()
                .flatMap(c -> c.plan().acts().stream())
                .filter(a -> a.wanted().kind() == ActionKind.GROW_VOLUME))
        .hasSizeGreaterThan(10);
    assertThat(guards)
        .hasSizeGreaterThanOrEqualTo(16)
        .contains("rollout", "one-witness", "quorum", "last-copy");
  }

  @Test
  void theSameSituationGivesAnEqualPlan() {
    assertThat(CASES)
        .allSatisfy(
            seen -> assertThat(RandomSituations.of(seen.seed()).plan()).isEqualTo(seen.plan()));
  }

  @Test
  void inModeObserveNothingIsEverDone() {
    assertThat(CASES)
        .allSatisfy(seen -> assertThat(seen.given().ceiling(Mode.OBSERVE).plan().acts()).isEmpty());
  }

  @Test
  void theGuardsNeverLoosenWhenTheFleetIsSicker() {
    for (Case seen : CASES) {
      String victim = "kubo-" + (1 + seen.seed() % seen.situation().picture().nodes().size());
      Situation sicker = seen.given().fleet(fleet -> fleet.hung(victim)).situation();
      for (Finding finding : seen.given().findings()) {
        for (Action wanted : deeds()) {
          if (speaksAgainst(victim, wanted, seen.situation())) {
            continue;
          }
          if (vetoed(seen.situation(), finding, wanted)) {
            assertThat(vetoed(sicker, finding, wanted))
                .as("seed %d, %s hung: %s", seen.seed(), victim, wanted.describe())
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void exhaustedStaysExhaustedUntilItIsAcknowledged() {
    int met = 0;
    for (Case seen : CASES) {
      for (Finding finding : seen.given().findings()) {
        Optional<Action> wanted = proposed(seen.given(), finding);
        if (wanted.isEmpty() || !exhausted(seen.given(), finding, wanted.get())) {
          continue;
        }
        met++;
        Given later = seen.given().later(Duration.ofHours(1 + seen.seed() % 20));
        assertThat(exhausted(later, finding, wanted.get())).as("seed %d", seen.seed()).isTrue();
        assertThat(exhausted(later.asked(acknowledged(later)), finding, wanted.get()))
            .as("seed %d, acknowledged", seen.seed())
            .isFalse();
      }
    }
    assertThat(met).isGreaterThan(20);
  }

  private static Intent acknowledged(Given given) {
    Intent wish =
        Given.wish(Intent.Kind.ACKNOWLEDGE, Optional.empty(), Optional.empty(), Duration.ZERO);
    return Intents.asked(
        9,
        wish.kind(),
        wish.node(),
        wish.action(),
        wish.code(),
        wish.author(),
        wish.reason(),
        given.now(),
        wish.expiresAt());
  }

  private static boolean exhausted(Given given, Finding finding, Action wanted) {
    return Guards.all().stream()
        .filter(guard -> guard.name().equals("attempts-exhausted"))
        .anyMatch(guard -> guard.veto(finding, wanted, given.situation()).isPresent());
  }

  static Optional<Action> proposed(Given given, Finding finding) {
    return Remedies.of(finding.code()).propose(finding, given.situation()).action();
  }

  private static boolean vetoed(Situation situation, Finding finding, Action wanted) {
    return Guards.all().stream()
        .anyMatch(guard -> guard.veto(finding, wanted, situation).isPresent());
  }

  /** Its own answers and its view of the target are what may stand against a restart. */
  private static boolean speaksAgainst(String victim, Action wanted, Situation situation) {
    return wanted.kind() == ActionKind.RESTART_POD
        && (wanted.target().name().equals(victim)
            || situation.picture().connected(Given.id(victim), wanted.target()).orElse(false));
  }

  private static Stream<Decision.Act> restarts(Plan plan) {
    return plan.acts().stream().filter(a -> a.wanted().kind() == ActionKind.RESTART_POD);
  }

  private static Stream<Decision.Act> disruptive(Plan plan) {
    return plan.acts().stream().filter(a -> a.wanted().kind().disruptive());
  }

  private static String uid(Action wanted) {
    return ((RestartPod) wanted).podUid();
  }

  private static Stream<Decision.Act> collections(Plan plan) {
    return plan.acts().stream().filter(a -> a.wanted().kind() == ActionKind.COLLECT_GARBAGE);
  }

  private static boolean paused(Given given, Action wanted) {
    boolean annotated =
        given
            .fleet()
            .picture()
            .views()
            .filter(v -> wanted.nodes().contains(v.id()))
            .anyMatch(v -> v.pod().value().flatMap(Pod::paused).isPresent());
    return annotated
        || given.intents().stream()
            .anyMatch(i -> i.kind() == Intent.Kind.PAUSE && i.concerns(wanted));
  }

  private static List<Action> deeds() {
    return List.of(
        Given.reconnect("kubo-1", "kubo-2"),
        Given.refresh("kubo-2", "kubo-3"),
        Given.collect("kubo-1"),
        Given.restart("kubo-2"),
        Given.grow("kubo-1"));
  }
}
