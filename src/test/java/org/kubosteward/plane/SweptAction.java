package org.kubosteward.plane;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.kubosteward.remedy.ActionKind;

/** An action of the plane, a fault that calls for it, and the end of that fault by other hands. */
enum SweptAction {
  RECONNECT_PEER(
      "reconnect-peer",
      "swarm/connect",
      false,
      List.of("SIBLING_DISCONNECTED"),
      SweepGround::cut,
      SweepGround::link),
  REFRESH_LINK(
      "refresh-link",
      "swarm/disconnect",
      false,
      List.of("LINK_NOT_EXCHANGING"),
      ground -> ground.blind(true),
      ground -> ground.blind(false)),
  COLLECT_GARBAGE(
      "collect-garbage",
      "repo/gc",
      true,
      List.of("REPO_FULL", "REPO_NEAR_FULL"),
      SweepGround::fill,
      SweepGround::collect),
  RESTART_POD(
      "restart-pod", "eviction", true, List.of("NODE_HUNG"), SweepGround::hang, SweepGround::wake),
  GROW_VOLUME(
      "grow-volume",
      "grow",
      true,
      List.of("DISK_NEAR_FULL"),
      ground -> ground.diskLow(true),
      ground -> ground.diskLow(false)),
  /** A step of a ladder: it collects, ends at a lost block, reads the block, collects again. */
  HEAL_BLOCKS(
      "heal-blocks",
      "block/get",
      false,
      List.of("REPO_FULL", "REPO_NEAR_FULL"),
      SweepGround::loseABlock,
      ground -> {});

  private final String label;
  private final String call;
  private final boolean disruptive;
  private final List<String> codes;
  private final Consumer<SweepGround> fault;
  private final Consumer<SweepGround> heal;

  SweptAction(
      String label,
      String call,
      boolean disruptive,
      List<String> codes,
      Consumer<SweepGround> fault,
      Consumer<SweepGround> heal) {
    this.label = label;
    this.call = call;
    this.disruptive = disruptive;
    this.codes = codes;
    this.fault = fault;
    this.heal = heal;
  }

  String label() {
    return label;
  }

  ActionKind kind() {
    return ActionKind.of(label).orElseThrow();
  }

  /** The call by which it is known at the node or at the API server. */
  String call() {
    return call;
  }

  boolean disruptive() {
    return disruptive;
  }

  /** Whether another action comes before it and after it about the same trouble. */
  boolean ladder() {
    return this == HEAL_BLOCKS;
  }

  /** Whether that one has to be allowed, too, where this one is swept. */
  boolean needs(SweptAction other) {
    return other == this || (ladder() && other == COLLECT_GARBAGE);
  }

  /** What one fault may bring: a ladder collects in vain and, when the block is back, again. */
  Auditor.Rules rules() {
    return ladder()
        ? new Auditor.Rules(2, 2, SweepGround.LADDER_COOLDOWN)
        : new Auditor.Rules(1, 1, Duration.ofMinutes(10));
  }

  /** The findings that call for it, the first of them always. */
  List<String> codes() {
    return codes;
  }

  void fault(SweepGround ground) {
    fault.accept(ground);
  }

  void heal(SweepGround ground) {
    heal.accept(ground);
  }
}
