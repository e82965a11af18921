package org.kubosteward.plane;

import static org.kubosteward.plane.Expectation.DONE;
import static org.kubosteward.plane.Expectation.REFUSED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The matrix: every fault with its declared expectation. A fault is a row, as data. */
final class FaultList {
  private static final String ONE = "kubo-1";
  private static final String TWO = "kubo-2";
  private static final String THREE = "kubo-3";
  private static final String COLLECT = "steward.remedy.actions.\"collect-garbage\".mode";
  private static final String CRITICAL = "critical";
  private static final String FULL = "REPO_FULL";
  private static final String WARNING = "warning";

  private FaultList() {}

  static List<Fault> all() {
    return Stream.of(
            ofNodes(),
            ofAnswers(),
            ofLinks(),
            ofRepositories(),
            FaultsOfContent.all(),
            ofThePlane(),
            FaultsOfTheJournal.all(),
            FaultsOfSwitches.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Those in which nothing that can hurt may be done, and a plane that could do it. */
  static List<Fault> negatives() {
    return all().stream().filter(Fault::harmlessUntilItsEnd).map(Fault::tempting).toList();
  }

  /** On the same ground, so that nobody takes a plane that cannot act for one that need not. */
  static List<Fault> controls() {
    return List.of(
        full("full", "a full repository").then(DONE + "collect-garbage").tempting(),
        Fault.of(
                "hung-pod",
                "SIGSTOP of one node of three, and its pod is not ready",
                g -> {
                  g.stop(TWO);
                  g.cluster().ready(TWO, false);
                })
            .finds(CRITICAL, "NODE_HUNG")
            .then(DONE + "restart-pod")
            .tempting());
  }

  /** Those of these whose names are in {@code -Dfaults}; all when it is not there. */
  static List<Fault> chosen(List<Fault> these) {
    List<String> names = List.of(System.getProperty("faults", "").split(","));
    return these.stream()
        .filter(fault -> names.equals(List.of("")) || names.contains(fault.name()))
        .toList();
  }

  private static List<Fault> ofNodes() {
    return List.of(
        Fault.of("healthy", "nothing is wrong", g -> {}),
        Fault.of("killed", "kill -9 of one node of three", g -> g.kill(TWO))
            .finds(CRITICAL, "NODE_DOWN"),
        Fault.of("stopped", "SIGSTOP of one node of three", g -> g.stop(TWO))
            .finds(CRITICAL, "NODE_HUNG"),
        Fault.of(
                "majority-killed",
                "kill -9 of two nodes of three, and the third is full",
                g -> {
                  g.kill(TWO);
                  g.kill(THREE);
                  g.fill(ONE);
                })
            .finds(CRITICAL, FULL, "FLEET_MAJORITY_DOWN", "NODE_DOWN")
            .then(REFUSED + "fleet-too-sick"),
        Fault.of(
                "all-killed",
                "kill -9 of every node",
                g -> {
                  g.kill(ONE);
                  g.kill(TWO);
                  g.kill(THREE);
                })
            .finds(CRITICAL, "STEWARD_BLIND"),
        Fault.of(
                "all-stopped",
                "SIGSTOP of every node",
                g -> {
                  g.stop(ONE);
                  g.stop(TWO);
                  g.stop(THREE);
                })
            .finds(CRITICAL, "STEWARD_BLIND"),
        Fault.of(
                "all-refused",
                "every RPC port refuses, as when the plane's own way to them is gone",
                g -> {
                  g.front(ONE).shut();
                  g.front(TWO).shut();
                  g.front(THREE).shut();
                })
            .finds(CRITICAL, "STEWARD_BLIND"),
        Fault.of(
                "disk",
                "one node says that its disk has 1 kB left",
                g -> Lies.diskLow(g.front(ONE)))
            .finds(CRITICAL, "DISK_NEAR_FULL")
            .then(DONE + "collect-garbage"),
        Fault.of(
                "skew",
                "one node says that it runs 0.42.0",
                g -> Lies.version(g.front(THREE), "0.42.0"))
            .finds(WARNING, "VERSION_SKEW"),
        Fault.of(
                "clock-behind",
                "the clock of one node is 20 min behind, and a collection runs there for seconds",
                g -> {
                  g.pinWhatNobodyHas(THREE);
                  g.tampering().clockBehind(THREE, Duration.ofMinutes(20));
                  g.begin(THREE, "repo/gc");
                })
            .finds(WARNING, "CLOCK_SKEW"),
        Fault.of(
                "offline-mode",
                "one node is started with --offline",
                g -> g.lives.offline(g.fleet.node(TWO)))
            .finds(CRITICAL, "NODE_OFFLINE_MODE"),
        Fault.of(
                "volume-lost",
                "one node comes back under its name on an empty volume",
                g -> g.lives.onAnEmptyVolume(g.fleet.node(TWO)))
            .finds(CRITICAL, "NODE_IDENTITY_CHANGED"));
  }

  private static List<Fault> ofAnswers() {
    return List.of(
        Fault.of(
                "rpc-closed", "one RPC port refuses, its swarm goes on", g -> g.front(THREE).shut())
            .finds(WARNING, "NODE_API_UNREACHABLE"),
        Fault.of(
            "slow", "one node answers half a second late", g -> Lies.slow(g.front(THREE), 500)),
        slow("slow-1s", "a second", 1000),
        slow("slow-2s", "two seconds", 2000),
        slow("slow-3s", "three seconds", 3000),
        Fault.of(
                "one-byte-a-second",
                "one node answers a byte a second",
                g -> g.front(THREE).trickle())
            .finds(WARNING, "NODE_SLOW"),
        Fault.of(
                "too-slow",
                "one node answers later than the deadline",
                g -> Lies.slow(g.front(THREE), 4000))
            .finds(CRITICAL, "NODE_HUNG"),
        Fault.of(
                "garbage",
                "one node answers what is no JSON",
                g -> Lies.answer(g.front(THREE), 200, "<html>"))
            .finds(WARNING, "NODE_API_UNREACHABLE"),
        Fault.of(
                "huge",
                "one node answers 10 MB to everything",
                g -> Lies.answer(g.front(THREE), 200, "x".repeat(10_000_000)))
            .finds(WARNING, "NODE_API_UNREACHABLE"),
        Fault.of(
                "errors",
                "one node answers 500 to everything",
                g -> Lies.answer(g.front(THREE), 500, "oops"))
            .finds(WARNING, "NODE_API_UNREACHABLE"),
        Fault.of(
                "forbidden",
                "one RPC refuses our token",
                g -> Lies.answer(g.front(THREE), 403, "Forbidden"))
            .finds(WARNING, "NODE_API_UNREACHABLE"),
        Fault.of("canary", "one node takes no block", g -> Lies.refuse(g.front(THREE), "block/put"))
            .finds(WARNING, "CANARY_FAILED"));
  }

  private static List<Fault> ofLinks() {
    return List.of(
        Fault.of("link-cut", "one link dropped", g -> g.cut(ONE, TWO))
            .finds(WARNING, "SIBLING_DISCONNECTED")
            .then(DONE + "reconnect-peer"),
        Fault.of(
                "link-flapping",
                "one link cut every 12 s for two minutes",
                g -> g.flapLink(ONE, TWO))
            .finds(WARNING, "LINK_FLAPPING", "SIBLING_DISCONNECTED"),
        Fault.of(
                "island",
                "one node loses all its links",
                g -> {
                  g.cut(THREE, ONE);
                  g.cut(THREE, TWO);
                })
            .finds(WARNING, "SIBLING_DISCONNECTED")
            .then(DONE + "reconnect-peer"),
        Fault.of(
                "blind-link",
                "connected, and blocks do not cross",
                g -> Lies.blind(g.front(ONE), g.front(TWO)))
            .finds(WARNING, "LINK_NOT_EXCHANGING")
            .then(DONE + "refresh-link"),
        Fault.of(
                "not-serving",
                "one node is set to serve nobody (Bitswap.ServerEnabled), and started anew",
                g -> g.tampering().servesNobody(TWO))
            .finds(WARNING, "NODE_NOT_SERVING"),
        Fault.of(
                "not-serving-unsaid",
                "one node serves nobody, its configuration says that it does, and a pin is only there",
                g -> {
                  g.pin(TWO, Optional.empty());
                  g.tampering().servesNobody(TWO);
                  g.tampering().configSaysAgain(TWO);
                })
            .with("steward.probe.slow-every", "10s")
            .finds(CRITICAL, "NODE_NOT_SERVING")
            .then(DONE + "refresh-link"),
        Fault.of(
                "cloned",
                "one node runs on a copy of the key of another: one peer id, two nodes",
                g -> g.tampering().clones(TWO, ONE))
            .finds(CRITICAL, "DUPLICATE_IDENTITY"),
        Fault.of("bootstrap", "a sibling in the Bootstrap list", g -> g.bootstrap(TWO, ONE))
            .with("steward.probe.slow-every", "10s")
            .finds(WARNING, "SIBLINGS_IN_BOOTSTRAP"));
  }

  private static List<Fault> ofRepositories() {
    return List.of(
        full("full", "a full repository").then(DONE + "collect-garbage"),
        Fault.of(
            "no-mark",
            "as much in a repository without StorageMax, for which kubo says 2^64-1",
            g -> {
              Lies.noMark(g.front(ONE));
              g.fill(ONE);
            }),
        full("full-proposed", "the same, and nobody allowed it")
            .with(COLLECT, "propose")
            .then(REFUSED + "mode"),
        full("full-unapproved", "the same, and nobody said yes yet")
            .with(COLLECT, "approve")
            .then(REFUSED + "approval"),
        full("full-no-budget", "the same, and no disruptive action is left")
            .with("steward.remedy.disruptive-per-hour", "0")
            .then(REFUSED + "budget"),
        Fault.of(
                "full-and-pinning",
                "a full repository beside a pin that never ends",
                g -> {
                  g.pinWhatNobodyHas(ONE);
                  g.fill(ONE);
                })
            .finds(CRITICAL, FULL)
            .then(REFUSED + "writer-running"),
        Fault.of(
                "full-beside-gc",
                "a full repository, and a sibling collects and does not end",
                g -> {
                  g.pinWhatNobodyHas(THREE);
                  g.begin(THREE, "repo/gc");
                  g.fill(ONE);
                })
            .with("steward.health.gc-stuck-after", "5s")
            .finds(CRITICAL, FULL, "GC_STUCK")
            .then(REFUSED + "in-flight"),
        Fault.of(
                "full-old-kubo",
                "a full repository of a kubo that a collection can wedge",
                g -> {
                  Lies.version(g.front(ONE), "0.42.0");
                  g.fill(ONE);
                })
            .finds(CRITICAL, FULL, "VERSION_SKEW")
            .then(REFUSED + "version-unsafe"));
  }

  private static List<Fault> ofThePlane() {
    return List.of(
        Fault.of(
                "paused",
                "a full repository while the fleet is paused",
                g -> {
                  g.pauseTheFleet();
                  g.fill(ONE);
                })
            .finds(CRITICAL, FULL)
            .then(REFUSED + "paused")
            .ofTheMonitor(),
        Fault.of("plane-stopped", "SIGSTOP of the plane for 8 s", FaultGround::stopThePlane)
            .with("steward.health.lag-max", "4s")
            .finds(CRITICAL, "STEWARD_BLIND")
            .ofTheMonitor(),
        full("blind", "a full repository that nobody can trust: every round is late")
            .with("steward.health.lag-max", "0s")
            .finds(CRITICAL, "STEWARD_BLIND")
            .ofTheMonitor(),
        Fault.of("plane-killed", "kill -9 of the plane, and a new one", FaultGround::killThePlane)
            .ofTheMonitor());
  }

  /** Well but for the time that it takes: no link may be touched for that. */
  private static Fault slow(String name, String late, long millis) {
    return Fault.of(
            name, "one node answers " + late + " late", g -> Lies.slow(g.front(THREE), millis))
        .with("steward.probe.deadline", "4s")
        .with("steward.probe.canary-deadline", "3s")
        .finds(WARNING, "NODE_SLOW");
  }

  private static Fault full(String name, String what) {
    return Fault.of(name, what, g -> g.fill(ONE)).finds(CRITICAL, FULL);
  }
}
