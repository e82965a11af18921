package org.kubosteward.plane;

import java.time.Duration;
import java.util.List;
import org.kubosteward.plane.Drill.Need;

/**
 * Faults that only a plane on Kubernetes can see. The API server and the kubos are real; there is
 * no kubelet, so a pod's state is written by hand; where one is asked, a stand-in answers.
 */
final class DrillsOfKubernetes {
  private static final String DISK_MIN = "steward.health.disk-min";
  private static final Duration LIFE = Duration.ofSeconds(4);

  private DrillsOfKubernetes() {}

  static List<Drill> all() {
    return List.of(
        Drill.of(
                "crash-loop",
                "KuboCrashLoop",
                "kill -9 of one kubo, its pod told to be in CrashLoopBackOff on a real API server")
            .tier("critical")
            .needs(Need.API_SERVER)
            .codes("CRASH_LOOP")
            .quiet("KuboNodeDown")
            .does(scene -> scene.pods().crash("kubo-2"), scene -> scene.pods().replace("kubo-2")),
        Drill.of(
                "crash-loop-lively",
                "KuboCrashLoop",
                "one kubo killed and started every few seconds, its pod told to be so on a real API"
                    + " server")
            .tier("warning")
            .needs(Need.API_SERVER)
            .codes("CRASH_LOOP")
            .quiet("KuboNodeDown")
            .does(
                scene -> scene.pods().keepCrashing("kubo-2", LIFE),
                scene -> scene.pods().replace("kubo-2")),
        Drill.of(
                "inodes-filling-up",
                "KuboInodesFillingUp",
                "small blocks on a file system of 10,000 inodes, told of by a stand-in for its"
                    + " kubelet; needs root")
            .tier("warning")
            .needs(Need.API_SERVER, Need.FEW_INODES)
            .with(DISK_MIN, "1M")
            .waitsLong()
            .does(scene -> scene.useUpInodes("kubo-2", 4_400), scene -> scene.collect("kubo-2")),
        Drill.of(
                "inodes-used-up-soon",
                "KuboInodesFillingUp",
                "the same file system, three quarters of it used before; needs root")
            .tier("critical")
            .needs(Need.API_SERVER, Need.FEW_INODES)
            .with(DISK_MIN, "1M")
            .waitsLong()
            .does(scene -> scene.useUpInodes("kubo-2", 6_400), scene -> scene.collect("kubo-2")),
        Drill.of(
                "foreign-pod",
                "KuboForeignPod",
                "a pod with the fleet's label and no kubo, on a real API server")
            .needs(Need.API_SERVER)
            .codes("FOREIGN_POD")
            .does(
                scene -> scene.cluster().foreign("kubo-web"),
                scene -> scene.cluster().remove("kubo-web")),
        Drill.of(
                "kubernetes-unreachable",
                "StewardKubernetesUnreachable",
                "SIGSTOP of a real API server")
            .needs(Need.API_SERVER)
            .codes("KUBERNETES_UNREACHABLE")
            // Watches notice in 15 s at any pace; a quick lease would be lost long before.
            .with("steward.kubernetes.lease.duration", "30s")
            .with("steward.kubernetes.lease.renew-every", "10s")
            .quiet("StewardNoLeader")
            .does(Scene::freezeApiServer, Scene::hangUp),
        Drill.of(
                "no-leader",
                "StewardNoLeader",
                "the Role that grants the lease deleted on a real API server")
            .needs(Need.API_SERVER)
            .does(Scene::forbidTheLease, Scene::hangUp));
  }
}
