package org.kubosteward.remedy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kubosteward.fleet.Question;

/**
 * What is true of every action of a kind. Each action says it in its own file, and {@link
 * ActionKind} hands it on: guards, verifier and record ask for facts and never for a kind.
 *
 * @param disruptive whether it can hurt: then it is budgeted, and stops when the fleet is sick
 * @param shipped its rule until a setting says otherwise
 * @param deadline after this long an attempt is given up and its outcome is unknown
 * @param settling how long after its call its effect may take at least, whatever the policy says
 * @param traits what it does that others must know
 * @param restsOn what must be known, and lately, of every node that it touches
 * @param hazards the faults of kubo that it sets off
 */
record ActionFacts(
    boolean disruptive,
    RemedyPolicy.Rule shipped,
    Duration deadline,
    Duration settling,
    Set<Trait> traits,
    Set<Question<?>> restsOn,
    List<Hazard> hazards) {
  ActionFacts {
    traits = Set.copyOf(traits);
    // In the order of the enum: the first that is missing is the one that is told.
    restsOn = Collections.unmodifiableSet(new TreeSet<>(restsOn));
    hazards = List.copyOf(hazards);
  }

  /** One that hurts nobody: it is done as shipped, and tried again soon and often. */
  static ActionFacts gentle(Duration deadline) {
    return new ActionFacts(
        false,
        new RemedyPolicy.Rule(Mode.AUTO, Duration.ofSeconds(10), Duration.ofMinutes(2), 20),
        deadline,
        Duration.ZERO,
        Set.of(),
        Set.of(),
        List.of());
  }

  /** One that can hurt: it is only proposed as shipped, and tried three times, hours apart. */
  static ActionFacts disruptive(Duration deadline) {
    return new ActionFacts(
        true,
        new RemedyPolicy.Rule(Mode.PROPOSE, Duration.ofMinutes(10), Duration.ofHours(4), 3),
        deadline,
        Duration.ZERO,
        Set.of(),
        Set.of(),
        List.of());
  }

  /** The same, but it is only proposed as shipped. */
  ActionFacts proposed() {
    return new ActionFacts(
        disruptive,
        new RemedyPolicy.Rule(
            Mode.PROPOSE, shipped.cooldown(), shipped.cooldownMax(), shipped.attempts()),
        deadline,
        settling,
        traits,
        restsOn,
        hazards);
  }

  /** The same with another cool-down, and as many attempts as that. */
  ActionFacts tried(Duration cooldown, Duration cooldownMax, int attempts) {
    return new ActionFacts(
        disruptive,
        new RemedyPolicy.Rule(shipped.mode(), cooldown, cooldownMax, attempts),
        deadline,
        settling,
        traits,
        restsOn,
        hazards);
  }

  /** The same, but its effect may take that long. */
  ActionFacts settling(Duration least) {
    return new ActionFacts(disruptive, shipped, deadline, least, traits, restsOn, hazards);
  }

  /** The same with those traits. */
  ActionFacts traits(Trait... those) {
    return new ActionFacts(
        disruptive, shipped, deadline, settling, Set.of(those), restsOn, hazards);
  }

  /** The same, but it rests on those readings. */
  ActionFacts restsOn(Question<?>... readings) {
    return new ActionFacts(
        disruptive, shipped, deadline, settling, traits, Set.of(readings), hazards);
  }

  /** The same, but it is unsafe on the versions that have one of these faults. */
  ActionFacts unsafe(Hazard... faults) {
    return new ActionFacts(
        disruptive, shipped, deadline, settling, traits, restsOn, List.of(faults));
  }
}
