package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person needs to see a breach again: the seed, and as little weather as brings it about.
 */
final class Story {
  /** Runs that the shortening may take. */
  private static final int TRIES = 300;

  private Story() {}

  static String of(Spec spec, Mutation mutation) {
    List<Happening> weather = Weather.of(spec);
    List<String> breaches = breaches(spec, weather, mutation);
    if (breaches.isEmpty()) {
      return "seed %d broke an invariant once, and not when it was run again"
          .formatted(spec.seed());
    }
    String invariant = invariant(breaches.get(0));
    List<Happening> shortest = shortened(spec, weather, mutation, invariant);
    return "seed %d (%s) breaks %s%n  %s%nwith these %d of %d happenings:%n  %s"
        .formatted(
            spec.seed(),
            spec,
            invariant,
            breaches(spec, shortest, mutation).stream()
                .limit(3)
                .collect(Collectors.joining("\n  ")),
            shortest.size(),
            weather.size(),
            shortest.stream().map(Happening::toString).collect(Collectors.joining("\n  ")));
  }

  static String invariant(String breach) {
    return breach.substring(0, breach.indexOf(':'));
  }

  private static List<String> breaches(Spec spec, List<Happening> weather, Mutation mutation) {
    return Simulation.run(spec, weather, mutation, MemoryShelf::new).breaches();
  }

  /** Leaves out halves, quarters and so on, as long as the same invariant still breaks. */
  private static List<Happening> shortened(
      Spec spec, List<Happening> weather, Mutation mutation, String invariant) {
    List<Happening> kept = weather;
    int tries = 0;
    int size = Math.max(1, kept.size() / 2);
    while (tries < TRIES) {
      boolean shorter = false;
      for (int from = 0; from < kept.size() && tries < TRIES; tries++) {
        List<Happening> fewer = new ArrayList<>(kept.subList(0, from));
        fewer.addAll(kept.subList(Math.min(kept.size(), from + size), kept.size()));
        boolean still =
            breaches(spec, fewer, mutation).stream()
                .anyMatch(breach -> invariant(breach).equals(invariant));
        if (still) {
          kept = fewer;
          shorter = true;
        } else {
          from += size;
        }
      }
      if (size == 1 && !shorter) {
        return kept;
      }
      size = Math.max(1, size / 2);
    }
    return kept;
  }
}
