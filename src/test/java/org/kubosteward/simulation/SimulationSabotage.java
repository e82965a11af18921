package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Breaks one thing in the planes at a time: the simulation must notice each. {@code
 * -Dsabotage=budget} takes those only whose name has that in it.
 */
class SimulationSabotage {
  /** Worlds that a mutant may live through before it counts as a survivor. */
  private static final int SEEDS = 400;

  private static final int AT_ONCE = 8;

  private record Caught(long seed, long steps, String invariant) {}

  @Test
  void everyMutantIsCaught() {
    String asked = System.getProperty("sabotage", "");
    List<Mutation> mutants =
        Mutants.all().stream().filter(mutant -> mutant.name().contains(asked)).toList();
    List<String> survivors = new ArrayList<>();
    StringBuilder table =
        new StringBuilder(
            "%-46s %-24s %5s %12s%n".formatted("mutant", "caught by", "seed", "steps"));
    for (Mutation mutant : mutants) {
      Optional<Caught> caught = hunt(mutant);
      table.append(
          "%-46s %-24s %5s %12s%n"
              .formatted(
                  mutant.name(),
                  caught.map(Caught::invariant).orElse("SURVIVED"),
                  caught.map(c -> "" + c.seed()).orElse("-"),
                  caught.map(c -> "%,d".formatted(c.steps())).orElse("-")));
      if (caught.isEmpty()) {
        survivors.add(mutant.name());
      }
    }
    System.out.println(table);
    assertThat(mutants).hasSizeGreaterThanOrEqualTo(asked.isEmpty() ? 20 : 1);
    assertThat(survivors).isEmpty();
  }

  private static Optional<Caught> hunt(Mutation mutant) {
    long steps = 0;
    for (long from = 1; from <= SEEDS; from += AT_ONCE) {
      List<Simulation.Result> results =
          LongStream.range(from, from + AT_ONCE)
              .parallel()
              .mapToObj(seed -> Simulation.run(seed, mutant))
              .toList();
      for (Simulation.Result result : results) {
        steps += result.steps();
        if (!result.breaches().isEmpty()) {
          return Optional.of(
              new Caught(result.spec().seed(), steps, Story.invariant(result.breaches().get(0))));
        }
      }
    }
    return Optional.empty();
  }
}
