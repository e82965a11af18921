package org.kubosteward.plane;

import java.util.List;
import org.kubosteward.demo.DemoSpec.Links;

/** Faults that show only when content moves: blind links, canaries, pins, collections. */
final class DrillsOfLinks {
  private static final String RECONNECT = "steward.remedy.actions.\"reconnect-peer\".";
  private static final String COLLECT = "steward.remedy.actions.\"collect-garbage\".";
  private static final String BLIND = "a boot with siblings in Bootstrap, and no repair allowed";

  private DrillsOfLinks() {}

  static List<Drill> all() {
    return List.of(
        Drill.of("link-blind", "KuboLinkNotExchanging", BLIND)
            .tier("warning")
            .codes("LINK_NOT_EXCHANGING", "CANARY_FAILED")
            .with("steward.mode", "observe")
            .does(scene -> scene.blind("kubo-1"), scene -> scene.cure("kubo-1")),
        Drill.of(
                "links-starved",
                "KuboLinkNotExchanging",
                "a proxy before one kubo that says of every block that it did not come, and no repair"
                    + " allowed")
            .tier("critical")
            .codes("LINK_NOT_EXCHANGING", "CANARY_FAILED")
            .with("steward.mode", "observe")
            .does(Scene::starve, Scene::beHonest),
        Drill.of("not-serving", "KuboNodeNotServing", "one node set to serve nobody")
            .tier("warning")
            .codes("NODE_NOT_SERVING")
            .does(
                scene -> scene.serving("kubo-2", false, false),
                scene -> {
                  scene.serving("kubo-2", true, true);
                  // A link made while a node boots can be blind by itself.
                  scene.cure("kubo-2");
                }),
        Drill.of(
                "not-serving-alone",
                "KuboNodeNotServing",
                "one node that serves nobody while its configuration says that it does, and a pin"
                    + " that only it has")
            .tier("critical")
            .codes("NODE_NOT_SERVING", "LINK_NOT_EXCHANGING")
            .with("steward.probe.slow-every", "10s")
            .does(
                scene -> {
                  scene.pin("kubo-2");
                  scene.serving("kubo-2", false, true);
                },
                scene -> {
                  scene.serving("kubo-2", true, true);
                  scene.cure("kubo-2");
                }),
        Drill.of("canary-burn", "KuboCanaryBurn", BLIND)
            .tier("critical")
            .codes("LINK_NOT_EXCHANGING", "CANARY_FAILED")
            .with("steward.mode", "observe")
            .withoutEnd()
            .does(scene -> scene.blind("kubo-1"), scene -> scene.cure("kubo-1")),
        Drill.of(
                "link-flapping", "KuboLinkFlapping", "one link cut every 5 s, and mended each time")
            .codes("LINK_FLAPPING", "SIBLING_DISCONNECTED")
            .links(Links.NONE)
            .waitsLong()
            .withoutEnd()
            .with(RECONNECT + "cooldown", "2s")
            .with(RECONNECT + "cooldown-max", "2s")
            .does(scene -> scene.flap("kubo-3", "kubo-1"), Scene::mend),
        Drill.of("canary-failed", "KuboCanaryFailed", "a node that takes no block in")
            .codes("CANARY_FAILED")
            .does(scene -> scene.holdBack("block/put"), Scene::beHonest),
        Drill.of("cannot-tell", "KuboCannotTell", "a node that does not say how full it is")
            .waitsLong()
            .does(scene -> scene.holdBack("repo/stat"), Scene::beHonest),
        Drill.of("gc-aborted", "KuboGcAborted", "a full repository, and a pinned block lost")
            .codes("GC_ABORTED", "REPO_FULL", "REPO_NEAR_FULL")
            .with("steward.remedy.actions.\"heal-blocks\".mode", "propose")
            .with(COLLECT + "mode", "auto")
            .with(COLLECT + "attempts", "20")
            .with(COLLECT + "cooldown", "20s")
            .with(COLLECT + "cooldown-max", "20s")
            .with("steward.remedy.disruptive-per-hour", "100")
            .with("steward.remedy.disruptive-per-day", "100")
            .does(
                scene -> {
                  scene.loseAPinnedBlock("kubo-2");
                  scene.fill("kubo-2", 20);
                },
                scene -> {
                  scene.giveBack("kubo-2");
                  // At the shipped pace it has failed often enough to be switched off by now.
                  scene
                      .operator()
                      .intend(
                          "{\"kind\":\"acknowledge\",\"action\":\"collect-garbage\",\"reason\":\"drill\"}");
                }),
        Drill.of("repo-filling-up", "KuboRepoFillingUp", "1 MiB added every other second")
            .with("steward.health.repo-near-full", "0.98")
            .with("steward.health.repo-full", "0.99")
            .waitsLong()
            .does(scene -> scene.fillSlowly("kubo-2", 15), scene -> scene.collect("kubo-2")));
  }
}
