package org.kubosteward.plane;

import java.time.Duration;
import java.util.List;
import org.kubosteward.demo.DemoSpec.Links;
import org.kubosteward.plane.Drill.Need;

/** Faults of kubo nodes. */
final class DrillsOfNodes {
  private static final OtherLives LIVES = new OtherLives();
  private static final String OBSERVE = "observe";
  private static final String DISK_MIN = "steward.health.disk-min";

  private DrillsOfNodes() {}

  static List<Drill> all() {
    return List.of(
        Drill.of("node-down", "KuboNodeDown", "kill -9 of one kubo of three")
            .codes("NODE_DOWN")
            .does(scene -> scene.node("kubo-2").kill(), scene -> scene.node("kubo-2").start()),
        Drill.of("node-hung", "KuboNodeHung", "SIGSTOP of one kubo of three")
            .codes("NODE_HUNG", "SIBLING_DISCONNECTED")
            .does(scene -> scene.node("kubo-2").pause(), scene -> scene.node("kubo-2").resume()),
        Drill.of("offline-mode", "KuboNodeOfflineMode", "one kubo started with --offline")
            .codes("NODE_OFFLINE_MODE")
            .does(
                scene -> {
                  scene.node("kubo-2").stop();
                  scene.node("kubo-2").start("--offline");
                },
                scene -> {
                  scene.node("kubo-2").stop();
                  scene.node("kubo-2").start();
                }),
        Drill.of(
                "identity-changed",
                "KuboNodeIdentityChanged",
                "one kubo started on an empty volume")
            .codes("NODE_IDENTITY_CHANGED")
            .does(
                scene -> LIVES.onAnEmptyVolume(scene.node("kubo-2")),
                scene -> {
                  LIVES.end();
                  scene.node("kubo-2").start();
                }),
        Drill.of("majority-down", "KuboFleetMajorityDown", "kill -9 of two kubos of three")
            .codes("FLEET_MAJORITY_DOWN", "NODE_DOWN")
            .quiet("KuboNodeDown", "KuboPeersLow")
            .does(
                scene -> {
                  scene.node("kubo-2").kill();
                  scene.node("kubo-1").kill();
                },
                scene -> {
                  scene.node("kubo-2").start();
                  scene.node("kubo-1").start();
                }),
        Drill.of("node-slow", "KuboNodeSlow", "one node's RPC answers two seconds late")
            .codes("NODE_SLOW")
            // At the quick pace two seconds are beyond the deadline, and a node beyond it hangs.
            .with("steward.probe.deadline", "4s")
            .with("steward.probe.canary-deadline", "3s")
            .does(scene -> scene.slow(Duration.ofSeconds(2)), Scene::beHonest),
        Drill.of(
                "identity-cloned",
                "KuboDuplicateIdentity",
                "one node of three started on a copy of the key of another")
            .codes("DUPLICATE_IDENTITY")
            .does(scene -> scene.cloneIdentity("kubo-3", "kubo-1"), Scene::mend),
        Drill.of("api-unreachable", "KuboNodeApiUnreachable", "one node's RPC refuses connections")
            .codes("NODE_API_UNREACHABLE", "NODE_DOWN")
            .quiet("KuboNodeDown")
            .does(Scene::closeRpc, Scene::openRpc),
        Drill.of("partition", "KuboFleetPartitioned", "one node cut off from both siblings")
            .codes("FLEET_PARTITIONED", "SIBLING_DISCONNECTED", "PEERS_LOW")
            .quiet("KuboPeersLow", "KuboSiblingDisconnected")
            .links(Links.NONE)
            .with("steward.mode", OBSERVE)
            .does(
                scene -> {
                  scene.keepCut("kubo-3", "kubo-1");
                  scene.keepCut("kubo-3", "kubo-2");
                },
                Scene::mend),
        Drill.of("sibling-lost", "KuboSiblingDisconnected", "one link cut, and no repair allowed")
            .codes("SIBLING_DISCONNECTED")
            .links(Links.NONE)
            .with("steward.mode", OBSERVE)
            .does(scene -> scene.keepCut("kubo-3", "kubo-1"), Scene::mend),
        Drill.of("peers-low", "KuboPeersLow", "one link cut where two peers are the least")
            .tier("warning")
            .codes("PEERS_LOW", "SIBLING_DISCONNECTED")
            .links(Links.NONE)
            .with("steward.mode", OBSERVE)
            .with("steward.health.peers-min", "2")
            .does(scene -> scene.keepCut("kubo-3", "kubo-1"), Scene::mend),
        Drill.of(
                "peers-none",
                "KuboPeersLow",
                "one node cut off from everybody, and FLEET_PARTITIONED muted, which else says it")
            .tier("critical")
            .codes("PEERS_LOW", "SIBLING_DISCONNECTED", "FLEET_PARTITIONED")
            .links(Links.NONE)
            .with("steward.mode", OBSERVE)
            .does(
                scene -> {
                  scene
                      .operator()
                      .intend(
                          "{\"kind\":\"mute\",\"code\":\"FLEET_PARTITIONED\",\"reason\":\"drill\","
                              + "\"sticky\":true,\"expiresIn\":\"2h\"}");
                  scene.keepCut("kubo-3", "kubo-1");
                  scene.keepCut("kubo-3", "kubo-2");
                },
                Scene::mend),
        Drill.of("repo-near-full", "KuboRepoNearFull", "17 MiB added where 20 MB is the most")
            .codes("REPO_NEAR_FULL")
            .does(scene -> scene.fill("kubo-2", 17), scene -> scene.collect("kubo-2")),
        Drill.of("repo-full", "KuboRepoFull", "20 MiB added where 20 MB is the most")
            .codes("REPO_FULL", "REPO_NEAR_FULL")
            .does(scene -> scene.fill("kubo-2", 20), scene -> scene.collect("kubo-2")),
        Drill.of(
                "disk-near-full",
                "KuboDiskNearFull",
                "a limit of free space that no disk of the lab has")
            .tier("critical")
            .codes("DISK_NEAR_FULL")
            .does(
                scene -> scene.restartPlane(DISK_MIN, "900T"),
                scene -> scene.restartPlaneWithout(DISK_MIN)),
        Drill.of(
                "disk-low",
                "KuboDiskNearFull",
                "30 MiB added on a tmpfs of 48 MB where 24 MB are the least; needs root")
            .tier("warning")
            .needs(Need.SMALL_DISK)
            .codes("DISK_NEAR_FULL")
            .with(DISK_MIN, "24M")
            .does(scene -> scene.fill("kubo-2", 30), scene -> scene.collect("kubo-2")),
        Drill.of(
                "disk-almost-full", "KuboDiskNearFull", "42 MiB added on the same disk; needs root")
            .tier("critical")
            .needs(Need.SMALL_DISK)
            .codes("DISK_NEAR_FULL")
            .with(DISK_MIN, "24M")
            .does(scene -> scene.fill("kubo-2", 42), scene -> scene.collect("kubo-2")),
        Drill.of(
                "disk-filling-up",
                "KuboDiskFillingUp",
                "a tmpfs of 48 MB, half full, that a mebibyte goes to every other second; needs"
                    + " root")
            .tier("warning")
            .needs(Need.SMALL_DISK)
            .with(DISK_MIN, "1M")
            .waitsLong()
            .does(scene -> fillTheDisk(scene, 22), scene -> scene.collect("kubo-2")),
        Drill.of(
                "disk-full-soon",
                "KuboDiskFillingUp",
                "the same disk, seven tenths full before; needs root")
            .tier("critical")
            .needs(Need.SMALL_DISK)
            .with(DISK_MIN, "1M")
            .waitsLong()
            .does(scene -> fillTheDisk(scene, 30), scene -> scene.collect("kubo-2")),
        Drill.of(
                "version-skew",
                "KuboVersionSkew",
                "a proxy before one kubo that tells of another version")
            .codes("VERSION_SKEW")
            .waitsLong()
            .does(
                scene ->
                    scene.retell("version", "\"Version\":\"[^\"]*\"", "\"Version\":\"0.42.0\""),
                Scene::beHonest),
        Drill.of(
                "provide-behind",
                "KuboProvideBehind",
                "a proxy before one kubo that tells of 40 overdue regions")
            .waitsLong()
            .does(
                scene ->
                    scene.retell(
                        "provide/stat",
                        "\"pending_region_reprovides\":\\d+",
                        "\"pending_region_reprovides\":40"),
                Scene::beHonest),
        Drill.of("gc-stuck", "KuboGcStuck", "a collection behind a pin that never ends")
            .codes("GC_STUCK")
            .with("steward.health.gc-stuck-after", "5s")
            .does(
                scene -> {
                  scene.pinWhatNobodyHas("kubo-1");
                  scene.begin("kubo-1", "repo/gc");
                },
                Scene::hangUp),
        Drill.of("bootstrap", "KuboSiblingsInBootstrap", "siblings in the Bootstrap list of a node")
            .codes("SIBLINGS_IN_BOOTSTRAP")
            .with("steward.probe.slow-every", "10s")
            .does(
                scene ->
                    KuboCalls.post(
                        scene.node("kubo-2"),
                        "bootstrap/add?arg=" + scene.node("kubo-1").address()),
                scene ->
                    KuboCalls.post(
                        scene.node("kubo-2"),
                        "bootstrap/rm?arg=" + scene.node("kubo-1").address())),
        Drill.of("restarts", "KuboNodeRestarting", "one kubo killed and started three times")
            .with("steward.probe.slow-every", "10s")
            .waitsLong()
            .withoutEnd()
            .does(DrillsOfNodes::restartThrice, scene -> {}));
  }

  private static void fillTheDisk(Scene scene, int first) {
    scene.fill("kubo-2", first);
    scene.fillSlowly("kubo-2", 10);
  }

  private static void restartThrice(Scene scene) {
    for (int i = 0; i < 3; i++) {
      String before = started(scene);
      scene.node("kubo-2").kill();
      scene.node("kubo-2").start();
      scene
          .plane()
          .await(
              "the new start time",
              () -> !before.equals(started(scene)) && !started(scene).isEmpty());
    }
  }

  private static String started(Scene scene) {
    return scene
        .plane()
        .metrics()
        .lines()
        .filter(line -> line.startsWith("steward_node_start_time_seconds"))
        .filter(line -> line.contains("kubo-2"))
        .findFirst()
        .orElse("");
  }
}
