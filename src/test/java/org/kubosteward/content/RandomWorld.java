package org.kubosteward.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.kubosteward.fleet.NodeId;

/**
 * Contents and nodes in any state at all, also such that no fleet would come to, from a seed: nodes
 * that are full, gone, away, unfit or no more of the fleet; policies of every kind; copies of every
 * state on any of them.
 */
record RandomWorld(Contents contents, Hosts hosts, RepairPolicy policy) {
  private static final List<String> ZONES = List.of("a", "b", "c", "d");

  static RandomWorld of(long seed) {
    Random random = new Random(seed);
    int nodes = 1 + random.nextInt(9);
    List<Host> hosts = new ArrayList<>();
    for (int number = 1; number <= nodes; number++) {
      hosts.add(host(number, random));
    }
    ContentsChanges changes = Contents.none().change();
    int contents = random.nextInt(14);
    for (int number = 0; number < contents; number++) {
      changes.want(desired(number, random));
      for (int copies = random.nextInt(6); copies > 0; copies--) {
        // Now and then on a node that nobody has heard of.
        NodeId node = Given.node(1 + random.nextInt(nodes + 1));
        changes.put(Given.cid(number), node, copy(random, nodes));
      }
      if (random.nextBoolean()) {
        changes.stored(Given.cid(number));
      }
    }
    TransferBudget budget =
        new TransferBudget(
            1 + random.nextInt(4),
            1 + random.nextInt(12),
            12 + random.nextInt(1_000),
            random.nextInt(4));
    return new RandomWorld(changes.done(), Hosts.of(hosts), Given.repairs(budget));
  }

  private static Host host(int number, Random random) {
    int fate = random.nextInt(10);
    Presence presence = fate == 0 ? Presence.GONE : fate == 1 ? Presence.AWAY : Presence.HERE;
    Unfit.Kind[] kinds = Unfit.Kind.values();
    boolean unfit = presence != Presence.HERE || random.nextInt(5) == 0;
    Unfit.Kind kind =
        presence == Presence.HERE ? kinds[random.nextInt(kinds.length)] : Unfit.Kind.DOWN;
    Map<String, String> labels =
        random.nextInt(6) == 0
            ? Map.of()
            : Map.of(
                Given.ZONE,
                ZONES.get(random.nextInt(ZONES.size())),
                "disk",
                random.nextBoolean() ? "ssd" : "hdd");
    return new Host(
        Given.node(number),
        random.nextInt(12) > 0,
        labels,
        presence,
        presence == Presence.HERE
            ? Optional.empty()
            : Optional.of(Given.ago(Duration.ofMinutes(random.nextInt(30)))),
        random.nextInt(6) * Given.MIB,
        unfit ? Optional.of(new Unfit(kind, "it is not fit")) : Optional.empty());
  }

  private static Desired desired(int number, Random random) {
    int min = 1 + random.nextInt(3);
    Set<String> names =
        random.nextInt(6) == 0 ? Set.of("kubo-1", "kubo-2", "kubo-3", "kubo-4") : Set.of();
    PlacementRule rule =
        new PlacementRule(
            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Given.ZONE),
            random.nextInt(5) == 0 ? Map.of("disk", "ssd") : Map.of(),
            names);
    ContentPolicy policy =
        new ContentPolicy(
            "p" + random.nextInt(3),
            min,
            min + random.nextInt(3),
            rule,
            Duration.ofHours(1 + random.nextInt(200)),
            random.nextInt(10));
    return new Desired(
        Given.cid(number),
        policy,
        random.nextInt(4) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(3 << 20)),
        at(random));
  }

  private static Copy copy(Random random, int nodes) {
    return switch (random.nextInt(9)) {
      case 0 -> new Copy.Absent(at(random), random.nextInt(5));
      case 1 ->
          new Copy.Fetching(
              random.nextInt(1 << 20),
              random.nextInt(3),
              at(random),
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(Given.node(1 + random.nextInt(nodes))),
              random.nextInt(3));
      case 2 -> new Copy.Held(at(random));
      case 3 -> new Copy.Damaged(List.of(Given.cid(-7)), 1, at(random), random.nextInt(6));
      case 4, 5 ->
          new Copy.Excess(
              at(random), random.nextBoolean() ? Optional.of(at(random)) : Optional.empty());
      default -> new Copy.Proven(at(random));
    };
  }

  /** Lately as often as long ago. */
  private static Instant at(Random random) {
    long minutes = random.nextBoolean() ? random.nextInt(90) : random.nextInt(20_000);
    return Given.ago(Duration.ofMinutes(minutes));
  }
}
