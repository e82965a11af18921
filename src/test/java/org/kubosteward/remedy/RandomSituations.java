package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

/** Situations by seed, each with some trouble in it: the same seed, the same situation. */
final class RandomSituations {
  private static final List<Result> ENDED =
      List.of(Result.DONE, Result.FAILED, Result.TIMED_OUT, Result.INTERRUPTED);

  private RandomSituations() {}

  /** A fleet of 3 to 7 nodes with some trouble, a history and sometimes a wish. */
  static Given of(int seed) {
    Random random = new Random(seed);
    int nodes = 3 + random.nextInt(5);
    Given given = Given.that(fleet(random, nodes));
    given = given.findings(findings(random, nodes, given.fleet().picture()));
    for (ActionKind kind : ActionKind.values()) {
      if (chance(random, 70)) {
        given = given.mode(kind, Mode.AUTO);
      } else if (chance(random, 50)) {
        given = given.mode(kind, any(random, List.of(Mode.values())));
      }
    }
    for (ActionKind kind : ActionKind.values()) {
      RemedyPolicy.Rule rule = given.policy().rule(kind);
      given =
          given.rule(
              kind,
              new RemedyPolicy.Rule(
                  rule.mode(), rule.cooldown(), rule.cooldownMax(), 1 + random.nextInt(4)));
    }
    if (chance(random, 30)) {
      given = given.mode(ActionKind.COLLECT_GARBAGE, Mode.OBSERVE);
    }
    given = history(random, given, nodes);
    if (chance(random, 6)) {
      given = given.notLeader();
    }
    if (chance(random, 6)) {
      given = given.journalClosed();
    }
    if (chance(random, 15)) {
      Optional<String> node =
          chance(random, 70) ? Optional.of(name(random, nodes)) : Optional.empty();
      given =
          given.asked(Given.wish(Intent.Kind.PAUSE, node, Optional.empty(), Duration.ofMinutes(1)));
    }
    return given;
  }

  private static Fleets fleet(Random random, int nodes) {
    boolean inPods = chance(random, 70);
    Fleets fleet = inPods ? Fleets.healthy(nodes).inPods() : Fleets.healthy(nodes);
    for (int trouble = inPods ? random.nextInt(4) : 0; trouble > 0; trouble--) {
      fleet = pod(random, fleet, name(random, nodes));
    }
    for (int trouble = random.nextInt(5); trouble > 0; trouble--) {
      String one = name(random, nodes);
      String other = another(random, nodes, one);
      List<Function<Fleets, Fleets>> troubles =
          List.of(
              f -> f.down(one),
              f -> f.hung(one),
              f -> f.apiLost(one, Why.TIMED_OUT),
              f -> f.disconnected(one, other),
              f -> f.listsNot(one, other),
              f -> f.notExchanging(one, other, 2),
              f -> f.withRepoFill(one, 0.97),
              f -> f.withVersion(one, "0.42.0"),
              f -> f.running(one, "pin/add", Duration.ofMinutes(4)),
              f -> f.running(one, "repo/gc", Duration.ofMinutes(4)),
              f -> f.without(one, Question.COMMANDS, Why.TIMED_OUT),
              f -> f.without(one, Question.SWARM, Why.CUT));
      fleet = any(random, troubles).apply(fleet);
    }
    return fleet;
  }

  private static Fleets pod(Random random, Fleets fleet, String name) {
    List<Function<Fleets, Fleets>> troubles =
        List.of(
            f -> f.hung(name).pod(name, PodDraft::notReady),
            f -> f.hung(name).pod(name, PodDraft::notReady),
            f -> f.down(name).pod(name, p -> PodDraft.waiting(p, "CrashLoopBackOff")),
            f -> f.down(name, Why.NOT_KUBO).pod(name, PodDraft::notReady),
            f -> f.pod(name, PodDraft::notReady),
            f -> f.pod(name, PodDraft::leaving),
            f -> f.pod(name, PodDraft::updating),
            f -> f.pod(name, PodDraft::onItsOwn),
            f -> f.pod(name, PodDraft::withoutVolume),
            f -> f.pod(name, PodDraft::withoutVolume).withPins(name, random.nextInt(2), 0),
            f -> f.pod(name, p -> PodDraft.paused(p, "until noon")),
            f -> f.withDiskAvailable(name, 1 << 20).pod(name, growing(random)),
            f -> f.withDiskAvailable(name, 1 << 20).pod(name, growing(random)),
            f -> f.withDiskAvailable(name, 1 << 20).pod(name, growing(random)),
            f -> f.withDiskAvailable(name, 1 << 20).pod(name, growing(random)),
            f -> f.without(name, Question.POD, Why.UNREACHABLE));
    return any(random, troubles).apply(fleet);
  }

  /** Drawn once: a fleet makes its picture more than once. */
  private static UnaryOperator<Pod> growing(Random random) {
    long has = (1L + random.nextInt(16)) << 30;
    long asks = has + (random.nextInt(8) == 0 ? 1L << 30 : 0);
    OptionalLong most =
        random.nextInt(8) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(64L << 30));
    return pod -> PodDraft.volume(pod, volume -> PodDraft.sized(volume, has, asks, most));
  }

  /** What a check would say of its pod or its disk. */
  private static Optional<Finding.Key> seen(NodeView view) {
    boolean looping = view.pod().value().filter(p -> p.crashing(Fleets.START)).isPresent();
    boolean hung = view.version().missing().filter(m -> m.why() == Why.STALLED).isPresent();
    boolean tight = view.disk().value().filter(d -> d.availableBytes() < 1 << 30).isPresent();
    return Stream.of(
            looping ? Optional.of(Code.CRASH_LOOP) : Optional.<Code>empty(),
            hung ? Optional.of(Code.NODE_HUNG) : Optional.<Code>empty(),
            tight ? Optional.of(Code.DISK_NEAR_FULL) : Optional.<Code>empty())
        .flatMap(Optional::stream)
        .findFirst()
        .map(code -> new Finding.Key(code, Subject.of(view.id())));
  }

  private static Finding warned(Finding.Key key) {
    return Given.warn(key.code(), key.subject());
  }

  private static List<Finding> findings(Random random, int nodes, FleetSnapshot fleet) {
    Map<Finding.Key, Finding> findings = new TreeMap<>();
    List<Code> common =
        List.of(
            Code.SIBLING_DISCONNECTED,
            Code.SIBLING_DISCONNECTED,
            Code.LINK_NOT_EXCHANGING,
            Code.REPO_FULL,
            Code.REPO_NEAR_FULL,
            Code.NODE_HUNG,
            Code.CRASH_LOOP,
            Code.DISK_NEAR_FULL,
            Code.PEERS_LOW);
    for (NodeView view : fleet.views().toList()) {
      if (chance(random, 80)) {
        seen(view).ifPresent(key -> findings.put(key, warned(key)));
      }
    }
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      Code code = chance(random, 85) ? any(random, common) : any(random, List.of(Code.values()));
      Finding.Key key = new Finding.Key(code, subject(random, nodes, code));
      Level level =
          chance(random, 15) ? Level.CANNOT_TELL : any(random, List.of(Level.WARN, Level.CRIT));
      Map<String, String> evidence =
          chance(random, 5) ? Map.of(Finding.STALE, "kubo-1 does not answer") : Map.of();
      Instant since = Fleets.START.minusSeconds(random.nextInt(7200));
      findings.put(key, new Finding(code, key.subject(), level, since, new TreeMap<>(evidence)));
    }
    return new ArrayList<>(findings.values());
  }

  private static Subject subject(Random random, int nodes, Code code) {
    String one = name(random, nodes);
    return switch (code) {
      case SIBLING_DISCONNECTED, LINK_NOT_EXCHANGING ->
          Subject.of(Fleets.link(one, another(random, nodes, one)));
      case FLEET_MAJORITY_DOWN, FLEET_PARTITIONED, STEWARD_BLIND, VERSION_SKEW -> Subject.fleet();
      case CONTENT_PENDING,
          CONTENT_UNDER_REPLICATED,
          CONTENT_AT_RISK,
          CONTENT_LOST,
          BLOCK_CORRUPT,
          PROOF_OVERDUE,
          CONTENT_EXCESS ->
          Subject.ofPolicy("models");
      default -> Subject.of(Fleets.id(one));
    };
  }

  private static Given history(Random random, Given start, int nodes) {
    Given given = start;
    int minutes = 100;
    for (Finding finding : start.findings()) {
      Optional<Action> wanted = PlannerPropertyTest.proposed(given, finding);
      int tries = chance(random, 60) ? 0 : random.nextInt(5);
      for (int n = 0; n < tries && wanted.isPresent(); n++) {
        minutes = Math.max(1, minutes - 1 - random.nextInt(20));
        Verification seen =
            n + 1 < tries || chance(random, 70)
                ? any(random, List.of(Verification.CURED, Verification.NOT_CURED))
                : Verification.OPEN;
        given =
            given.tried(
                finding.key(), wanted.get(), Duration.ofMinutes(minutes), any(random, ENDED), seen);
      }
    }
    if (chance(random, 10)) {
      given =
          given.running(
              new Finding.Key(Code.REPO_FULL, Subject.of(Given.id("kubo-9"))),
              Given.collect(name(random, nodes)),
              Duration.ofMinutes(3));
    }
    return given;
  }

  private static boolean chance(Random random, int percent) {
    return random.nextInt(100) < percent;
  }

  private static String name(Random random, int nodes) {
    return "kubo-" + (1 + random.nextInt(nodes));
  }

  private static String another(Random random, int nodes, String one) {
    String other = name(random, nodes);
    return other.equals(one) ? (one.equals("kubo-1") ? "kubo-2" : "kubo-1") : other;
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
