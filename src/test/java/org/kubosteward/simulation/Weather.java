package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kubosteward.simulation.Happening.Kind;

/** What befalls a world, by its seed: the whole of it is known before it begins. */
final class Weather {
  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** The last part of a world's time, in which nothing new befalls it. */
  static final long EVENING = 20 * MINUTE;

  private Weather() {}

  static List<Happening> of(Spec spec) {
    Random dice = new Random(spec.seed() * 104_729 + 3);
    List<Happening> all = new ArrayList<>();
    long at = 30 * SECOND;
    while (at < spec.lasts() - EVENING) {
      at += 1 + (long) (-Math.log(1 - dice.nextDouble()) * spec.calm());
      for (int together = dice.nextInt(8) == 0 ? 3 : 1; together > 0; together--) {
        all.add(one(spec, dice, at));
        at += dice.nextInt(3) == 0 ? dice.nextInt(20_000) : 0;
      }
    }
    return all;
  }

  private static Happening one(Spec spec, Random dice, long at) {
    Kind kind = kind(spec, dice);
    int who =
        switch (kind) {
          case KILL, STANDSTILL, CLOCK_STEP, PLANE_CUT, CLUSTER_CUT -> dice.nextInt(spec.planes());
          default -> dice.nextInt(spec.nodes());
        };
    int other =
        switch (kind) {
          case DATA_CUT, DISCONNECT, LINK_FLAP, BLIND_LINK, CLONE ->
              (who + 1 + dice.nextInt(spec.nodes() - 1)) % spec.nodes();
          case KILL, STANDSTILL -> crossing(dice);
          case CLOCK_STEP ->
              dice.nextInt(4) == 0 ? dice.nextInt(7200) - 3600 : dice.nextInt(16) - 8;
          case FILL -> dice.nextInt(100);
          default -> dice.nextInt(8);
        };
    return new Happening(at, kind, who, other, span(kind, dice));
  }

  /** Where a plane dies or stands still: somewhere, or at what matters most. */
  private static int crossing(Random dice) {
    return switch (dice.nextInt(3)) {
      case 0 -> dice.nextInt(200);
      case 1 -> dice.nextInt(14);
      default -> Steward.NAMED + dice.nextInt(Steward.PLACES.size());
    };
  }

  private static Kind kind(Spec spec, Random dice) {
    while (true) {
      Kind kind = KINDS.get(dice.nextInt(KINDS.size()));
      boolean ofPods =
          switch (kind) {
            case CRASH_LOOP, OOM_LOOP, STALE_PODS, CLUSTER_GONE, ROLLOUT, ANNOTATED_PAUSE -> true;
            case CLUSTER_CUT, UNREADY -> true;
            default -> false;
          };
      // Rare, or it is all that is ever seen.
      boolean rare =
          switch (kind) {
            case PAUSE_FLEET, STORM, JOURNAL_DOWN, SOURCE_DOUBT, PLANE_CUT, ODD_VERSION, CLONE ->
                true;
            case OFFLINE_MODE, VOLUME_LOST -> true;
            default -> false;
          };
      if ((spec.pods() || !ofPods) && (!rare || dice.nextInt(3) == 0)) {
        return kind;
      }
    }
  }

  private static long span(Kind kind, Random dice) {
    return switch (kind) {
      case KILL, JOURNAL_DOUBT -> (1 + dice.nextInt(40)) * SECOND;
      case STANDSTILL -> (1 + dice.nextInt(dice.nextInt(3) == 0 ? 900 : 40)) * SECOND;
      case CRASH, FLAP -> (3 + dice.nextInt(240)) * SECOND;
      case FILL, GC_WEDGE, CORRUPT_BLOCK, HANG, CRASH_LOOP, OOM_LOOP ->
          (2 + dice.nextInt(90)) * MINUTE;
      case PAUSE_FLEET, PAUSE_NODE, PAUSE_KIND, ANNOTATED_PAUSE -> (1 + dice.nextInt(40)) * MINUTE;
      default -> (5 + dice.nextInt(600)) * SECOND;
    };
  }
}
