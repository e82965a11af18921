package org.kubosteward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Proof;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.remedy.Planner;
import org.kubosteward.remedy.RemedyFailed;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Verifier;

/** Rounds a second of the decision core: assess, verify, tell and plan over a thousand nodes. */
class DecisionCoreBench {
  private static final int NODES = 1_000;
  private static final int NEIGHBOURS = 20;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 60;

  private final Checkup checkup = new Checkup(HealthPolicy.shipped());
  private final RemedyPolicy policy = RemedyPolicy.shipped();
  private int findings;

  @Test
  void aThousandNodesOfWhichOneInTwentyIsSick() {
    FleetSnapshot picture = picture();
    HealthReport report =
        checkup.examine(HealthReport.empty(picture.takenAt()), new Picture(picture));
    long[] took = new long[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      FleetSnapshot now = at(picture, picture.takenAt().plusSeconds(WARM_UP + round + 1));
      long began = System.nanoTime();
      report = think(report, now);
      if (round >= 0) {
        took[round] = System.nanoTime() - began;
      }
    }
    Arrays.sort(took);
    System.out.printf(
        "decision core, %d nodes, 5 %% sick, %d findings: %.1f rounds/s (p50 %.1f ms, p95 %.1f"
            + " ms)%n",
        NODES,
        findings,
        1e9 / Arrays.stream(took).average().orElseThrow(),
        took[ROUNDS / 2] / 1e6,
        took[ROUNDS * 95 / 100] / 1e6);
    assertThat(findings).isGreaterThanOrEqualTo(NODES / 20);
  }

  private HealthReport think(HealthReport before, FleetSnapshot picture) {
    Instant now = picture.takenAt();
    HealthReport assessed = checkup.examine(before, new Picture(picture));
    new Verifier().verify(List.of(), assessed, picture, policy, now);
    Situation situation =
        new Situation(picture, assessed, List.of(), List.of(), policy, true, Optional.empty(), now);
    HealthReport told = new RemedyFailed().added(situation);
    findings = new Planner().plan(situation.with(told)).decisions().size();
    return assessed;
  }

  /** Of the sick a fifth each hangs, is down, is full, has no disk left, and collects for ever. */
  private static FleetSnapshot picture() {
    Fleets fleet = Fleets.healthy(NODES);
    for (int n = 1; n <= NODES / 20; n++) {
      String name = "kubo-" + (n * 20);
      fleet =
          switch (n % 5) {
            case 0 -> fleet.hung(name);
            case 1 -> fleet.down(name);
            case 2 -> fleet.withRepoFill(name, 0.97);
            case 3 -> fleet.withDiskAvailable(name, 1 << 20);
            default -> fleet.running(name, "repo/gc", Duration.ofHours(1));
          };
    }
    return proven(fleet.picture());
  }

  /** As in a fleet of that size: each node is proven with its next neighbours, not with all. */
  private static FleetSnapshot proven(FleetSnapshot all) {
    List<NodeId> ids = List.copyOf(all.nodes().keySet());
    SortedMap<Link, Proof> links = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int step = 1; step <= NEIGHBOURS; step++) {
        Link link = new Link(ids.get(i), ids.get((i + step) % ids.size()));
        Optional.ofNullable(all.links().get(link)).ifPresent(proof -> links.put(link, proof));
      }
    }
    return new FleetSnapshot(
        all.round(), all.takenAt(), all.nodes(), links, all.collections(), all.observer());
  }

  private static FleetSnapshot at(FleetSnapshot picture, Instant now) {
    return new FleetSnapshot(
        picture.round() + 1,
        now,
        picture.nodes(),
        picture.links(),
        picture.collections(),
        picture.observer());
  }
}
