package org.kubosteward.remedy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kubosteward.fleet.Question;

/**
 * The kinds of action: a name, the record and its facts. Append-only: labels are part of the
 * contract.
 */
public enum ActionKind {
  /** Ask a node to dial a sibling it has lost. */
  RECONNECT_PEER("reconnect-peer", ReconnectPeer.class, ReconnectPeer.FACTS),
  /** Drop a link that bitswap does not see, and dial it again. */
  REFRESH_LINK("refresh-link", RefreshLink.class, RefreshLink.FACTS),
  /** Delete the blocks that nothing pins. */
  COLLECT_GARBAGE("collect-garbage", CollectGarbage.class, CollectGarbage.FACTS),
  /**
   * Evict a pod, so that its StatefulSet makes it anew; the disruption budget has the last word.
   */
  RESTART_POD("restart-pod", RestartPod.class, RestartPod.FACTS),
  /** Ask for a larger volume, by a bounded step. */
  GROW_VOLUME("grow-volume", GrowVolume.class, GrowVolume.FACTS),
  /** Fetch blocks that a pin needs and the repository has lost from whoever has them. */
  HEAL_BLOCKS("heal-blocks", HealBlocks.class, HealBlocks.FACTS),
  /** Make copies of contents that have too few. */
  COPY_CONTENT("copy-content", CopyContent.class, CopyContent.FACTS),
  /** Replace the blocks of copies that are missing or wrong. */
  HEAL_CONTENT("heal-content", HealContent.class, HealContent.FACTS),
  /** Unpin copies of contents that have too many. */
  DROP_EXCESS("drop-excess", DropExcess.class, DropExcess.FACTS);

  private final String label;
  private final Class<? extends Action> type;
  private final ActionFacts facts;

  ActionKind(String label, Class<? extends Action> type, ActionFacts facts) {
    this.label = label;
    this.type = type;
    this.facts = facts;
  }

  /** Its name in settings, metrics, the API and the journal. */
  public String label() {
    return label;
  }

  /** The record of its actions: what the journal reads back. */
  public Class<? extends Action> type() {
    return type;
  }

  /** The mode it has until a setting says otherwise. */
  public Mode shipped() {
    return facts.shipped().mode();
  }

  /** The rule it has until a setting says otherwise, its mode among it. */
  RemedyPolicy.Rule rule() {
    return facts.shipped();
  }

  /** After this long an attempt is given up and its outcome is unknown. */
  public Duration deadline() {
    return facts.deadline();
  }

  /**
   * How long after its call its effect may take at least, whatever the policy says: a pod must end
   * and start, a volume must be moved.
   */
  public Duration settling() {
    return facts.settling();
  }

  /** Whether it can hurt: then it is budgeted, and stops when the fleet is sick. */
  public boolean disruptive() {
    return facts.disruptive();
  }

  /** Whether its actions do that. */
  public boolean is(Trait trait) {
    return facts.traits().contains(trait);
  }

  /** What must be known, and lately, of every node that its actions touch. */
  public Set<Question<?>> restsOn() {
    return facts.restsOn();
  }

  /** The faults of kubo that its actions set off. */
  public List<Hazard> hazards() {
    return facts.hazards();
  }

  /** The kind of that label. */
  public static Optional<ActionKind> of(String label) {
    return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
