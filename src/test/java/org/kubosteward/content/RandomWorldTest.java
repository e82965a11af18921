package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** What holds whatever the contents and the nodes are like, in thousands of worlds. */
class RandomWorldTest {
  private static final int WORLDS = 3_000;

  @Test
  void noPlanDoesWhatItMustNot() {
    Map<String, Integer> seen = new TreeMap<>();
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      ContentPlan plan = plan(world);
      new PlanAuditor(world.policy()).judge(plan, world.contents(), world.hosts(), Given.NOW);
      plan.steps().forEach(step -> seen.merge(step.getClass().getSimpleName(), 1, Integer::sum));
    }
    // Else the worlds would prove nothing.
    assertThat(seen)
        .containsOnlyKeys("Drop", "GiveUp", "Heal", "Keep", "MarkExcess", "Transfer")
        .allSatisfy((kind, count) -> assertThat(count).isGreaterThan(50));
  }

  @Test
  void thePlanIsTheSameInWhateverOrderTheContentsWereTold() {
    for (int seed = 0; seed < WORLDS / 3; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      new PlanAuditor(world.policy())
          .judgeAgain(plan(world), world.contents(), world.hosts(), Given.NOW, new Random(seed));
    }
  }

  @Test
  void transfersAndHealsComeInTheOrderOfDanger() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      Standings standings = new Standings(world.contents(), world.hosts(), Given.NOW);
      List<Integer> urgencies =
          plan(world).steps().stream()
              .filter(Step::moves)
              .map(step -> urgency(standings.of(step.cid()).orElseThrow()))
              .toList();
      assertThat(urgencies).isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  private static int urgency(Standing standing) {
    // What nobody here has had yet cannot be lost.
    boolean none = standing.proven() + standing.held() + standing.excess() == 0;
    return none && !standing.stored() ? 2 : standing.proven();
  }

  /** A plan that has begun and brought nothing yet is not made again. */
  @Test
  void nothingIsBegunTwice() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      ContentPlan first = plan(world);
      RandomWorld begun =
          new RandomWorld(first.begun(world.contents()), world.hosts(), world.policy());
      ContentPlan second = plan(begun);
      for (Step step : first.steps()) {
        if (!(step instanceof Step.Drop)) {
          assertThat(second.steps()).doesNotContain(step);
        }
      }
    }
  }

  @Test
  void everyContentThatIsShortIsProvidedForOrNamedAsLeft() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      ContentPlan plan = plan(world);
      Standings standings = new Standings(world.contents(), world.hosts(), Given.NOW);
      for (Cid cid : world.contents().rows.keySet()) {
        Standing standing = standings.of(cid).orElseThrow();
        boolean steps = plan.steps().stream().anyMatch(step -> step.cid().equals(cid));
        boolean left = plan.undone().stream().anyMatch(undone -> undone.cid().equals(cid));
        int coming = standing.held() + standing.fetching() + standing.excess();
        // Of what nobody has, the first copy is waited for before the others are made of it.
        boolean waits = standing.verdicts().contains(Verdict.PENDING) && standing.fetching() > 0;
        if (plan.brake().isEmpty() && !waits && standing.proven() + coming < standing.min()) {
          assertThat(steps || left).as("seed %d, %s", seed, cid).isTrue();
        }
      }
    }
  }

  /** Counted once more, copy by copy, without the words and without the walk. */
  @Test
  void standingsAreWhatOneCountsByHand() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      Standings standings = new Standings(world.contents(), world.hosts(), Given.NOW);
      for (Cid cid : world.contents().rows.keySet()) {
        Desired desired = world.contents().desired(cid).orElseThrow();
        Instant oldest = Given.NOW.minus(desired.policy().verifyInterval());
        Standing standing = standings.of(cid).orElseThrow();
        assertThat(standing.proven()).isEqualTo(counting(world, cid, CopyState.PROVEN));
        assertThat(standing.held()).isEqualTo(counting(world, cid, CopyState.HELD));
        assertThat(standing.fetching()).isEqualTo(counting(world, cid, CopyState.FETCHING));
        assertThat(standing.damaged()).isEqualTo(counting(world, cid, CopyState.DAMAGED));
        assertThat(standing.excess()).isEqualTo(counting(world, cid, CopyState.EXCESS));
        assertThat(standing.fresh())
            .isEqualTo(
                count(
                    world,
                    cid,
                    (presence, copy) ->
                        presence == Presence.HERE
                            && copy.state() == CopyState.PROVEN
                            && !copy.at().isBefore(oldest)));
        assertThat(standing.overdue())
            .isEqualTo(
                count(
                    world,
                    cid,
                    (presence, copy) ->
                        presence != Presence.GONE
                            && List.of(CopyState.PROVEN, CopyState.HELD).contains(copy.state())
                            && copy.at().isBefore(oldest)));
        assertThat(standing.gone())
            .isEqualTo(
                count(
                    world,
                    cid,
                    (presence, copy) ->
                        presence == Presence.GONE
                            && copy.state() != CopyState.ABSENT
                            && copy.state() != CopyState.FETCHING));
      }
    }
  }

  /** Each number of the snapshot, added up from the standings one by one. */
  @Test
  void theSnapshotIsTheSumOfTheStandings() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      Standings standings = new Standings(world.contents(), world.hosts(), Given.NOW);
      Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
      Map<CopyState, Long> copies = new EnumMap<>(CopyState.class);
      for (Cid cid : world.contents().rows.keySet()) {
        standings
            .of(cid)
            .orElseThrow()
            .verdicts()
            .forEach(verdict -> verdicts.merge(verdict, 1L, Long::sum));
        world
            .contents()
            .copies(cid)
            .values()
            .forEach(copy -> copies.merge(copy.state(), 1L, Long::sum));
      }
      ContentSnapshot snapshot = ContentSnapshot.of(world.contents(), world.hosts(), Given.NOW);
      for (Verdict verdict : Verdict.values()) {
        assertThat(snapshot.count(verdict)).isEqualTo(verdicts.getOrDefault(verdict, 0L));
      }
      for (CopyState state : CopyState.values()) {
        assertThat(snapshot.count(state)).isEqualTo(copies.getOrDefault(state, 0L));
      }
      assertThat(snapshot.contents()).isEqualTo(world.contents().size());
    }
  }

  @Test
  void theVerdictIsTheWorstOfAllThatHolds() {
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomWorld world = RandomWorld.of(seed);
      Standings standings = new Standings(world.contents(), world.hosts(), Given.NOW);
      for (Cid cid : world.contents().rows.keySet()) {
        Standing standing = standings.of(cid).orElseThrow();
        assertThat(standing.verdict())
            .isEqualTo(standing.verdicts().stream().max(Comparator.naturalOrder()).orElseThrow());
      }
    }
  }

  private static ContentPlan plan(RandomWorld world) {
    return new ContentPlanner(world.policy()).plan(world.contents(), world.hosts(), Given.NOW);
  }

  private static int counting(RandomWorld world, Cid cid, CopyState state) {
    return count(
        world, cid, (presence, copy) -> presence != Presence.GONE && copy.state() == state);
  }

  private static int count(RandomWorld world, Cid cid, BiPredicate<Presence, Copy> which) {
    int count = 0;
    for (Map.Entry<NodeId, Copy> entry : world.contents().copies(cid).entrySet()) {
      count += which.test(world.hosts().presence(entry.getKey()), entry.getValue()) ? 1 : 0;
    }
    return count;
  }
}
