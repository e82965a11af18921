package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A breach is told so that a person can see it again. */
class StoryTest {
  @Test
  void namesTheSeedAndLeavesOutWhatDoesNotMatter() {
    Mutation mutation = Mutation.without("mode");
    long seed = 1;
    while (Simulation.run(seed, mutation).breaches().isEmpty()) {
      seed++;
    }
    Spec spec = Spec.of(seed);

    String story = Story.of(spec, mutation);

    assertThat(story).startsWith("seed " + seed).contains("I4 hands off");
    assertThat(story.lines().count()).isLessThan(Weather.of(spec).size());
  }
}
