package org.kubosteward.plane;

import java.util.List;

/** Faults of the plane, and what keeps it from acting. */
final class DrillsOfThePlane {
  private static final String COLLECT = "steward.remedy.actions.\"collect-garbage\".mode";
  private static final String REDIAL = "steward.remedy.actions.\"reconnect-peer\".";

  private DrillsOfThePlane() {}

  static List<Drill> all() {
    return List.of(
        Drill.of("steward-down", "StewardAbsent", "kill -9 of the plane")
            .does(scene -> scene.plane().kill(), scene -> scene.plane().start()),
        Drill.of(
                "steward-blind",
                "StewardBlind",
                "a limit for steps of the clock that no machine can keep to")
            .codes("STEWARD_BLIND")
            .does(
                scene -> scene.restartPlane("steward.health.clock-step-max", "0s"),
                scene -> scene.restartPlaneWithout("steward.health.clock-step-max")),
        Drill.of("journal-closed", "StewardJournalClosed", "the plane's PostgreSQL stopped")
            .needs(Drill.Need.DATABASE)
            .does(Scene::stopDatabase, Scene::startDatabase),
        Drill.of("paused", "StewardPaused", "a pause of the whole fleet that nobody takes back")
            .waitsLong()
            .does(
                scene -> scene.operator().intend("{\"kind\":\"pause\",\"reason\":\"drill\"}"),
                scene -> scene.operator().withdraw()),
        Drill.of(
                "gc-refused",
                "StewardRefusedTooLong",
                "a full repository beside a pin that never ends")
            .codes("REPO_FULL", "REPO_NEAR_FULL")
            .with(COLLECT, "auto")
            .waitsLong()
            .does(
                scene -> {
                  scene.pinWhatNobodyHas("kubo-1");
                  scene.fill("kubo-1", 20);
                },
                Scene::hangUp),
        Drill.of("approval", "StewardApprovalAwaited", "a full repository that waits for a yes")
            .codes("REPO_FULL", "REPO_NEAR_FULL")
            .with(COLLECT, "approve")
            .does(
                scene -> scene.fill("kubo-2", 20),
                scene ->
                    scene
                        .operator()
                        .intend(
                            "{\"kind\":\"approve\",\"node\":\"kubo-2\",\"action\":\"collect-garbage\","
                                + "\"reason\":\"drill\"}")),
        Drill.of("rounds-stalled", "StewardRoundsStalled", "rounds ten minutes apart")
            .does(
                scene -> scene.restartPlane("steward.round.every", "10m"),
                scene -> scene.restartPlane("steward.round.every", scene.pace())),
        Drill.of("budget", "StewardBudgetSpent", "two full repositories, one collection an hour")
            .codes("REPO_FULL", "REPO_NEAR_FULL")
            .with(COLLECT, "auto")
            .with("steward.remedy.disruptive-per-hour", "1")
            .does(
                scene -> {
                  scene.fill("kubo-2", 20);
                  scene.plane().await("the fault", () -> scene.plane().has("REPO_FULL", "kubo-2"));
                  scene.plane().await("its cure", () -> !scene.plane().has("REPO_FULL", ""));
                  scene.fill("kubo-1", 20);
                },
                scene -> scene.collect("kubo-1")),
        Drill.of("breaker", "StewardBreakerOpen", "two of five down, and a full repository")
            .over(5)
            .codes("REPO_FULL", "REPO_NEAR_FULL", "NODE_DOWN")
            .with(COLLECT, "auto")
            .does(
                scene -> {
                  scene.node("kubo-4").kill();
                  scene.node("kubo-5").kill();
                  scene.fill("kubo-1", 20);
                },
                scene -> {
                  scene.node("kubo-4").start();
                  scene.node("kubo-5").start();
                }),
        Drill.of("remedy-failed", "KuboRemedyFailed", "a node that neither dials nor is dialled")
            .codes("REMEDY_FAILED", "SIBLING_DISCONNECTED", "FLEET_PARTITIONED", "PEERS_LOW")
            .with(REDIAL + "attempts", "2")
            .with("steward.remedy.verify-within", "5s")
            .does(scene -> scene.isolate("kubo-3"), scene -> scene.admit("kubo-3")),
        Drill.of(
                "remedies-failing",
                "StewardRemediesFailing",
                "a node cut off, and ten dials in vain")
            .codes("SIBLING_DISCONNECTED", "FLEET_PARTITIONED", "PEERS_LOW")
            .with(REDIAL + "attempts", "10")
            .with(REDIAL + "cooldown", "1s")
            .with(REDIAL + "cooldown-max", "2s")
            .with("steward.remedy.verify-within", "1s")
            .withoutEnd()
            .does(scene -> scene.isolate("kubo-3"), scene -> scene.admit("kubo-3")));
  }
}
