package org.kubosteward.plane;

import static org.kubosteward.plane.Expectation.DONE;
import static org.kubosteward.plane.Expectation.REFUSED;

import java.util.List;
import java.util.Optional;

/** Faults of what lies on the disks: lost and rotten blocks, lost pins, no byte left. */
final class FaultsOfContent {
  private static final String ONE = "kubo-1";
  private static final String TWO = "kubo-2";
  private static final String CRITICAL = "critical";
  private static final String WARNING = "warning";
  private static final String FULL = "REPO_FULL";
  private static final String DISK = "DISK_NEAR_FULL";
  private static final String ABORTED = "GC_ABORTED";
  private static final String SLOW = "steward.probe.slow-every";
  private static final String OFTEN = "10s";

  private FaultsOfContent() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                "gc-aborted",
                "a full repository that lost a pinned block which a sibling has",
                g -> {
                  g.loseTheRoot(ONE, Optional.of(TWO));
                  g.fill(ONE);
                })
            .with("steward.remedy.actions.\"collect-garbage\".cooldown", "20s")
            .finds(WARNING, ABORTED, FULL)
            .then(DONE + "heal-blocks")
            .collecting(2)
            .andGone(),
        Fault.of(
                "gc-aborted-for-good",
                "a full repository that lost a pinned block which nobody has",
                g -> {
                  g.loseTheRoot(ONE, Optional.empty());
                  g.fill(ONE);
                })
            .with("steward.remedy.actions.\"heal-blocks\".attempts", "1")
            .finds(WARNING, ABORTED, FULL, "REMEDY_FAILED")
            .then(REFUSED + "attempts-exhausted")
            .collecting(1),
        Fault.of(
                "gc-corrupt-root",
                "a full repository where the root of a pin is rotten",
                g -> {
                  g.corruptTheRoot(ONE);
                  g.fill(ONE);
                })
            .finds(WARNING, ABORTED, FULL)
            .collecting(1),
        Fault.of("leaf-corrupt", "other bytes in a leaf of a pin", g -> g.corruptALeaf(ONE))
            .with(SLOW, OFTEN),
        Fault.of(
                "pin-lost",
                "unpinned behind the plane's back",
                g -> g.unpin(ONE, g.pin(ONE, Optional.empty())))
            .with(SLOW, OFTEN),
        Fault.of("disk-full", "not a byte left on the disk of one node", g -> g.disk().fill())
            .finds(CRITICAL, DISK, "CANARY_FAILED")
            .then(DONE + "collect-garbage"),
        Fault.of(
                "blocks-disk-full",
                "not a byte left where the blocks of one node are, and room at its root",
                g -> g.blocksDisk().fill())
            .finds(CRITICAL, DISK)
            .then(DONE + "collect-garbage"),
        Fault.of(
                "blocks-disk-freed",
                "the same, and nobody allowed a collection",
                g -> g.blocksDisk().fill())
            .with("steward.remedy.actions.\"collect-garbage\".mode", "propose")
            .finds(CRITICAL, DISK)
            .then(REFUSED + "mode")
            .until(
                "there is room again",
                g -> g.blocksDisk().empty(),
                Expectation.of(CRITICAL, DISK).then(REFUSED + "mode").andGone()),
        Fault.of(
                "disk-full-of-garbage",
                "the same, and its repository is full as well",
                g -> {
                  g.fill(FaultGround.ON_SMALL_DISK);
                  g.disk().fill();
                })
            .finds(CRITICAL, FULL, DISK)
            .then(DONE + "collect-garbage"));
  }
}
