package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

/**
 * What holds for every fleet, tried on many that chance has made sick; a failure names its seed.
 */
class RandomFleetsTest {
  private static final int FLEETS = 120;
  private static final int ROUNDS = 8;
  private static final Set<Code> REACH =
      Set.of(Code.NODE_DOWN, Code.NODE_HUNG, Code.NODE_API_UNREACHABLE, Code.CRASH_LOOP);

  private final Checkup checkup = new Checkup(HealthPolicy.shipped());

  @Test
  void theSameRoundsGiveTheSameReports() {
    each(
        seed ->
            assertThat(reports(rounds(new Random(seed))))
                .isEqualTo(reports(rounds(new Random(seed)))));
  }

  @Test
  void atMostOneFindingSpeaksAboutTheReachOfANode() {
    each(
        seed -> {
          for (HealthReport report : reports(rounds(new Random(seed)))) {
            assertThat(
                    report.findings().stream()
                        .filter(finding -> REACH.contains(finding.code()))
                        .map(Finding::subject))
                .doesNotHaveDuplicates();
          }
        });
  }

  @Test
  void anyFactMayBeMissingForAnyReason() {
    for (Question<?> question : Question.values()) {
      for (Why why : Why.values()) {
        Fleets fleet =
            Fleets.threeHealthy()
                .inPods()
                .without("kubo-1", question, why)
                .without("kubo-2", question, why)
                .withRepoFill("kubo-3", 0.97);
        assertThat(reports(List.of(fleet, fleet)).get(1).has(Code.REPO_FULL))
            .as("%s %s hides nothing about the others", question, why)
            .isTrue();
      }
    }
  }

  @Test
  void missingFactsAboutAnsweringNodesNeverRaiseTheStatusAboveUnknown() {
    each(
        seed -> {
          Random random = new Random(seed);
          List<Fleets> rounds = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            Fleets fleet =
                Fleets.healthy(1 + random.nextInt(5)).inPods().withStrangers("kubo-1", 2);
            int size = fleet.picture().nodes().size();
            for (int i = random.nextInt(12); i > 0; i--) {
              Question<?> question = any(random, Question.values().toArray(Question<?>[]::new));
              if (question != Question.VERSION) {
                fleet = fleet.without(name(random, size), question, any(random, Why.values()));
              }
            }
            rounds.add(fleet);
          }
          for (HealthReport report : reports(rounds)) {
            assertThat(report.status()).isIn(Status.OK, Status.UNKNOWN);
          }
        });
  }

  @Test
  void whatNodesAreCalledDoesNotMatter() {
    each(
        seed -> {
          List<FleetSnapshot> rounds = pictures(rounds(new Random(seed)));
          Map<NodeId, NodeId> renaming = renaming(rounds, new Random(~seed));
          List<FleetSnapshot> renamed =
              rounds.stream().map(picture -> Renamed.picture(picture, renaming)).toList();
          assertThat(said(examined(renamed), Map.of())).isEqualTo(said(examined(rounds), renaming));
        });
  }

  @Test
  void everyFindingIsKnownToTheFleetAndHasItsWatch() {
    each(
        seed -> {
          List<FleetSnapshot> rounds = pictures(rounds(new Random(seed)));
          List<HealthReport> reports = examined(rounds);
          for (int i = 0; i < reports.size(); i++) {
            HealthReport report = reports.get(i);
            for (Finding finding : report.findings()) {
              Map<Finding.Key, HealthReport.Watch> memory =
                  finding.level() == Level.CANNOT_TELL ? report.doubts() : report.watches();
              assertThat(memory).containsKey(finding.key());
              assertThat(finding.since()).isBeforeOrEqualTo(report.at());
              if (!report.has(Code.STEWARD_BLIND)) {
                assertThat(rounds.get(i).nodes().keySet()).containsAll(finding.subject().nodes());
              }
            }
          }
        });
  }

  private static void each(Consumer<Long> property) {
    for (long seed = 1; seed <= FLEETS; seed++) {
      try {
        property.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static List<Fleets> rounds(Random random) {
    int size = 1 + random.nextInt(5);
    boolean inPods = random.nextBoolean();
    Fleets healthy = inPods ? Fleets.healthy(size).inPods() : Fleets.healthy(size);
    List<Fleets> rounds = new ArrayList<>();
    Fleets fleet = sick(healthy, size, random);
    for (int round = 0; round < ROUNDS; round++) {
      if (random.nextInt(3) == 0) {
        fleet = sick(healthy, size, random);
      }
      rounds.add(fleet);
    }
    return rounds;
  }

  private static Fleets sick(Fleets healthy, int size, Random random) {
    Fleets fleet = healthy;
    for (int i = random.nextInt(6); i > 0; i--) {
      fleet = worse(fleet, size, random);
    }
    return fleet;
  }

  private static Fleets worse(Fleets fleet, int size, Random random) {
    String name = name(random, size);
    String other = name(random, size);
    Why why = any(random, Why.values());
    Duration span = Duration.ofSeconds(random.nextInt(20_000));
    int ends = random.nextInt(5);
    return switch (random.nextInt(17)) {
      case 0 -> fleet.down(name, why);
      case 1 -> fleet.apiLost(name, why);
      case 2 ->
          fleet.without(name, any(random, Question.values().toArray(Question<?>[]::new)), why);
      case 3 -> fleet.isolated(name);
      case 4 -> name.equals(other) ? fleet : fleet.disconnected(name, other);
      case 5 -> name.equals(other) ? fleet : fleet.listsNot(name, other);
      case 6 -> fleet.withRepoFill(name, random.nextDouble());
      case 7 -> fleet.withDiskAvailable(name, random.nextLong(1L << 30));
      case 8 -> fleet.withVersion(name, "0." + (41 + random.nextInt(3)) + ".0");
      case 9 -> fleet.running(name, "repo/gc", span);
      case 10 ->
          name.equals(other)
              ? fleet
              : fleet.proven(
                  name, other, any(random, Proof.Outcome.values()), random.nextInt(4), span);
      case 11 -> fleet.withBootstrap(name, other);
      case 12 -> fleet.pod(name, PodDraft::notReady).pod(name, PodDraft::updating);
      case 13 -> fleet.pod(name, pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));
      case 14 ->
          fleet.pod(name, pod -> PodDraft.ended(pod, ends, "Error", 1, Fleets.START.minus(span)));
      case 15 -> fleet.without(name, Question.POD, why);
      default ->
          fleet.seenBy(
              new Observer(
                  Duration.ofSeconds(random.nextInt(80)),
                  Duration.ofSeconds(random.nextInt(12) - 6),
                  size,
                  random.nextInt(3) == 0 ? List.of("ipfs/web-0") : List.of(),
                  random.nextInt(3) == 0 ? "403" : "",
                  random.nextInt(4) == 0 ? "no answer" : ""));
    };
  }

  private List<HealthReport> reports(List<Fleets> rounds) {
    return examined(pictures(rounds));
  }

  private static List<FleetSnapshot> pictures(List<Fleets> rounds) {
    List<FleetSnapshot> pictures = new ArrayList<>();
    for (Fleets fleet : rounds) {
      pictures.add(fleet.after(Duration.ofSeconds(10L * pictures.size())).picture());
    }
    return pictures;
  }

  private List<HealthReport> examined(List<FleetSnapshot> pictures) {
    List<HealthReport> reports = new ArrayList<>();
    HealthReport last = HealthReport.empty(Fleets.START);
    for (FleetSnapshot picture : pictures) {
      last = checkup.examine(last, new Picture(picture));
      reports.add(last);
    }
    return reports;
  }

  private static Map<NodeId, NodeId> renaming(List<FleetSnapshot> rounds, Random random) {
    Set<NodeId> names = new TreeSet<>();
    rounds.forEach(picture -> names.addAll(picture.nodes().keySet()));
    List<NodeId> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    Map<NodeId, NodeId> renaming = new TreeMap<>();
    names.forEach(name -> renaming.put(name, shuffled.get(renaming.size())));
    return renaming;
  }

  /** What each report says, without evidence (it names nodes in order) and order. */
  private static List<Set<String>> said(List<HealthReport> reports, Map<NodeId, NodeId> renaming) {
    return reports.stream()
        .map(
            report ->
                report.findings().stream()
                    .map(f -> f.code() + " " + subject(f, renaming) + " " + f.level() + f.since())
                    .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
        .toList();
  }

  private static Subject subject(Finding finding, Map<NodeId, NodeId> renaming) {
    if (finding.subject() instanceof Subject.OfNode node) {
      return Subject.of(renaming.getOrDefault(node.id(), node.id()));
    }
    if (finding.subject() instanceof Subject.OfLink pair) {
      Link link = Renamed.link(pair.link(), renaming);
      boolean unordered = finding.code() == Code.SIBLING_DISCONNECTED;
      return Subject.of(unordered && link.from().compareTo(link.to()) > 0 ? link.reversed() : link);
    }
    return finding.subject();
  }

  private static String name(Random random, int size) {
    return "kubo-" + (1 + random.nextInt(size));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
