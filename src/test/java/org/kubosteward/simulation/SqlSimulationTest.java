package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.simulation.Happening.Kind;

/** The same worlds over the shipped journal and a real database. */
class SqlSimulationTest {
  private static final int SEEDS = 4;
  private static final Set<Kind> OF_THE_JOURNAL = Set.of(Kind.JOURNAL_DOWN, Kind.JOURNAL_DOUBT);

  @Test
  void theJournalInMemoryAndTheOneInSqlLeaveTheSameTrace() {
    long steps = 0;
    for (Spec spec : shortWorlds()) {
      List<Happening> weather =
          Weather.of(spec).stream().filter(h -> !OF_THE_JOURNAL.contains(h.kind())).toList();
      Simulation.Result memory = Simulation.run(spec, weather, Mutation.NONE, MemoryShelf::new);
      Simulation.Result sql = Simulation.run(spec, weather, Mutation.NONE, SqlShelf::new);
      assertThat(sql).isEqualTo(memory);
      steps += sql.steps();
    }
    System.out.printf("simulation: %,d steps over SQL, the same traces as in memory%n", steps);
  }

  @Test
  void noInvariantIsBrokenWhileTheDatabaseComesAndGoes() {
    for (Spec spec : shortWorlds()) {
      Simulation.Result result =
          Simulation.run(spec, Weather.of(spec), Mutation.NONE, SqlShelf::new);
      assertThat(result.breaches()).as("seed %d", spec.seed()).isEmpty();
    }
  }

  private static List<Spec> shortWorlds() {
    return LongStream.iterate(1, seed -> seed + 1)
        .mapToObj(Spec::of)
        .filter(spec -> spec.lasts() <= 2 * 3_600_000L)
        .limit(SEEDS)
        .toList();
  }
}
