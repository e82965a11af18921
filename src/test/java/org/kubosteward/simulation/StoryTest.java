package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A breach is told so that a person can see it again. */
class StoryTest {
  private static final long HOUR = 3_600_000;

  @Test
  void namesTheSeedAndLeavesOutWhatDoesNotMatter() {
    Mutation mutation = Mutation.without("mode");
    // A world of an hour or two: a story is made of hundreds of runs of its world.
    long seed = 1;
    while (Spec.of(seed).lasts() > 2 * HOUR
        || Simulation.run(seed, mutation).breaches().isEmpty()) {
      seed++;
    }
    Spec spec = Spec.of(seed);

    String story = Story.of(spec, mutation);

    assertThat(story).startsWith("seed " + seed).contains("I4 hands off");
    assertThat(story.lines().count()).isLessThan(Weather.of(spec).size());
  }
}
