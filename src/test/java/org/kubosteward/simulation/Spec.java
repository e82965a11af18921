package org.kubosteward.simulation;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Hours;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.RemedyPolicy.Rule;

/**
 * What a world is made of, by its seed.
 *
 * @param pods whether the nodes live in pods
 * @param planes how many planes there are, of which one leads
 * @param lasts for how long it is watched, in ms
 * @param calm mean time between two happenings, in ms
 * @param probes whether the kubelet notices a node that hangs
 */
record Spec(
    long seed,
    int nodes,
    boolean pods,
    int planes,
    long lasts,
    long calm,
    boolean probes,
    RemedyPolicy policy) {
  private static final List<Mode> MODES = List.of(Mode.values());
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  static Spec of(long seed) {
    Random dice = new Random(seed * 7919 + 17);
    int nodes = dice.nextInt(6) == 0 ? 7 : 3 + dice.nextInt(3);
    boolean pods = dice.nextInt(3) > 0;
    int planes = pods && dice.nextInt(3) == 0 ? 2 : 1;
    long lasts = dice.nextInt(12) == 0 ? 26 * HOUR : (1 + dice.nextInt(4)) * HOUR;
    long calm = lasts > 10 * HOUR ? 20 * MINUTE : (1 + dice.nextInt(5)) * MINUTE;
    return new Spec(seed, nodes, pods, planes, lasts, calm, dice.nextInt(4) > 0, policy(dice));
  }

  private static RemedyPolicy policy(Random dice) {
    boolean shipped = dice.nextInt(3) == 0;
    Map<ActionKind, Rule> rules = new EnumMap<>(ActionKind.class);
    for (ActionKind kind : ActionKind.values()) {
      Rule rule = Rule.shipped(kind);
      Mode mode = dice.nextInt(10) < 8 ? Mode.AUTO : MODES.get(dice.nextInt(MODES.size()));
      rules.put(
          kind,
          shipped || !kind.disruptive()
              ? new Rule(mode, rule.cooldown(), rule.cooldownMax(), rule.attempts())
              : new Rule(
                  mode,
                  Duration.ofMinutes(1 + dice.nextInt(4)),
                  Duration.ofMinutes(30),
                  2 + dice.nextInt(3)));
    }
    return new RemedyPolicy(
        dice.nextInt(15) == 0 ? Mode.PROPOSE : Mode.AUTO,
        rules,
        Duration.ofSeconds(90),
        shipped ? 3 : 1 + dice.nextInt(4),
        shipped ? 6 : 3 + dice.nextInt(6),
        Duration.ofSeconds(1),
        dice.nextInt(6) == 0 ? everyOtherHour() : Hours.always());
  }

  private static Hours everyOtherHour() {
    return Hours.parse(
        IntStream.range(0, 12)
            .mapToObj(i -> "Mon-Sun %02d:00-%02d:00".formatted(2 * i, 2 * i + 1))
            .collect(Collectors.joining(",")),
        ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return "%d nodes %s, %d plane(s), %d h, something every %d min, budget %d/h %d/d"
        .formatted(
            nodes,
            pods ? "in pods" : "named",
            planes,
            lasts / HOUR,
            calm / MINUTE,
            policy.disruptivePerHour(),
            policy.disruptivePerDay());
  }
}
