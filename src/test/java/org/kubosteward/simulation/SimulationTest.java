package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The shipped planes in many seeded worlds. A step is one look of a plane at one node, one thing
 * that happens to the world, or one call that reaches it.
 */
class SimulationTest {
  /** How many steps are wanted; {@code -Psoak} wants ten times as many. */
  private static final long STEPS = Long.getLong("simulation.steps", 1_000_000);

  /** The first seed; a story names the seed to begin with. */
  private static final long FROM = Long.getLong("simulation.from", 1);

  private static final int AT_ONCE = 16;

  /** The first worlds, which both tests go through. */
  private static final Map<Long, Simulation.Result> FIRST = new ConcurrentHashMap<>();

  private static final int KEPT = 6;

  @Test
  void noInvariantIsEverBroken() {
    long steps = 0;
    long hash = 0;
    long deeds = 0;
    long disruptive = 0;
    long spurious = 0;
    int worlds = 0;
    Map<String, Integer> killedAt = new TreeMap<>();
    long seed = FROM;
    while (steps < STEPS) {
      List<Simulation.Result> results =
          LongStream.range(seed, seed + AT_ONCE).parallel().mapToObj(SimulationTest::once).toList();
      for (Simulation.Result result : results) {
        assertThat(result.breaches())
            .withFailMessage(() -> Story.of(result.spec(), Mutation.NONE))
            .isEmpty();
        steps += result.steps();
        hash = hash * 31 + result.hash();
        deeds += result.deeds();
        disruptive += result.disruptive();
        spurious += result.spurious();
        result.killedAt().forEach((where, n) -> killedAt.merge(where, n, Integer::sum));
        worlds++;
      }
      seed += AT_ONCE;
    }
    System.out.printf(
        "simulation: %,d steps in %d worlds, %d calls (%d disruptive, %d restarts of a node that"
            + " had just come back), trace %016x%nkilled at %s%n",
        steps, worlds, deeds, disruptive, spurious, hash, killedAt);
  }

  @Test
  void theSameSeedLeavesTheSameTrace() {
    List<Simulation.Result> again =
        LongStream.rangeClosed(1, KEPT)
            .parallel()
            .mapToObj(seed -> Simulation.run(seed, Mutation.NONE))
            .toList();
    List<String> hashes = new ArrayList<>();
    for (int seed = 1; seed <= KEPT; seed++) {
      Simulation.Result once = once(seed);
      assertThat(again.get(seed - 1)).isEqualTo(once);
      hashes.add("%d=%016x".formatted(seed, once.hash()));
    }
    assertThat(hashes).doesNotHaveDuplicates();
    System.out.println("simulation: traces " + hashes);
  }

  private static Simulation.Result once(long seed) {
    return seed <= KEPT
        ? FIRST.computeIfAbsent(seed, s -> Simulation.run(s, Mutation.NONE))
        : Simulation.run(seed, Mutation.NONE);
  }
}
