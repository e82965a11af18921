package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.RemedyPolicy.Rule;
import org.kubosteward.simulation.Happening.Kind;

/** I10 for one fault at a time under a healthy plane: it is mended, or it is told, in time. */
class SingleFaultTest {
  private static final long MINUTE = 60_000;
  private static final int SEEDS = 12;

  /** A fault that lasts longer than the world: only an action ends it, or a person. */
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "CRASH",
        "STORM",
        "CRASH_LOOP",
        "OOM_LOOP",
        "HANG",
        "FLAP",
        "DISCONNECT",
        "BLIND_LINK",
        "FILL",
        "DISK_FULL",
        "BLOCKS_FULL",
        "STUCK_PIN",
        "FOREIGN_GC",
        "GC_WEDGE",
        "CORRUPT_BLOCK",
        "LOST_PIN",
        "ODD_VERSION",
        "NOT_SERVING",
        "OFFLINE_MODE",
        "VOLUME_LOST"
      })
  void isMendedOrTold(Kind fault) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Happening what =
          new Happening(2 * MINUTE, fault, (int) (seed % 3), (int) (seed + 1) % 3, 25 * MINUTE);
      Simulation.Result result =
          Simulation.run(world(seed), List.of(what), Mutation.NONE, MemoryShelf::new);
      assertThat(result.breaches()).as("seed %d", seed).isEmpty();
    }
  }

  private static Spec world(long seed) {
    Map<ActionKind, Rule> rules = new EnumMap<>(ActionKind.class);
    for (ActionKind kind : ActionKind.values()) {
      Rule shipped = Rule.shipped(kind);
      rules.put(
          kind, new Rule(Mode.AUTO, shipped.cooldown(), shipped.cooldownMax(), shipped.attempts()));
    }
    RemedyPolicy policy =
        new RemedyPolicy(Mode.AUTO, rules, Duration.ofSeconds(90), 3, 6, Duration.ofSeconds(1));
    return new Spec(seed, 3, seed % 2 == 0, 1, 30 * MINUTE, MINUTE, true, policy);
  }
}
