package org.kubosteward.plane;

import java.util.List;

/** Faults of the plane, and what keeps it from acting. */
final class DrillsOfThePlane {
  private static final String COLLECT = "steward.remedy.actions.\"collect-garbage\".mode";

  private DrillsOfThePlane() {}

  static List<Drill> all() {
    return List.of(
        Drill.of("steward-down", "StewardAbsent", "kill -9 of the plane")
            .does(scene -> scene.plane().kill(), scene -> scene.plane().start()),
        Drill.of("steward-blind", "StewardBlind", "a lag of the rounds that no machine can keep to")
            .codes("STEWARD_BLIND")
            .does(
                scene -> scene.restartPlane("steward.health.lag-max", "0s"),
                scene -> scene.restartPlaneWithout("steward.health.lag-max")),
        Drill.of("paused", "StewardPaused", "a pause of the whole fleet that nobody takes back")
            .waitsLong()
            .does(
                scene -> scene.intend("{\"kind\":\"pause\",\"reason\":\"drill\"}"),
                scene -> scene.intend("{\"kind\":\"resume\",\"reason\":\"drill\"}")),
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
                    scene.intend(
                        "{\"kind\":\"approve\",\"node\":\"kubo-2\",\"action\":\"collect-garbage\","
                            + "\"reason\":\"drill\"}")));
  }
}
