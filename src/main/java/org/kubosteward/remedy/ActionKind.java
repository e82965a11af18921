package org.kubosteward.remedy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of action, with how each is shipped. Append-only: labels are part of the contract. */
public enum ActionKind {
  /** Ask a node to dial a sibling it has lost. */
  RECONNECT_PEER("reconnect-peer", Mode.AUTO, Duration.ofSeconds(15), false),
  /** Drop a link that bitswap does not see, and dial it again. */
  REFRESH_LINK("refresh-link", Mode.AUTO, Duration.ofSeconds(30), false),
  /** Delete the blocks that nothing pins. */
  COLLECT_GARBAGE("collect-garbage", Mode.PROPOSE, Duration.ofMinutes(30), true),
  /**
   * Evict a pod, so that its StatefulSet makes it anew; the disruption budget has the last word.
   */
  RESTART_POD("restart-pod", Mode.PROPOSE, Duration.ofSeconds(15), true, Duration.ofMinutes(5)),
  /** Ask for a larger volume, by a bounded step. */
  GROW_VOLUME("grow-volume", Mode.PROPOSE, Duration.ofSeconds(15), true, Duration.ofMinutes(15)),
  /** Fetch blocks that a pin needs and the repository has lost from whoever has them. */
  HEAL_BLOCKS("heal-blocks", Mode.AUTO, Duration.ofSeconds(90), false);

  private final String label;
  private final Mode shipped;
  private final Duration deadline;
  private final boolean disruptive;
  private final Duration settling;

  ActionKind(String label, Mode shipped, Duration deadline, boolean disruptive) {
    this(label, shipped, deadline, disruptive, Duration.ZERO);
  }

  ActionKind(String label, Mode shipped, Duration deadline, boolean disruptive, Duration settling) {
    this.label = label;
    this.shipped = shipped;
    this.deadline = deadline;
    this.disruptive = disruptive;
    this.settling = settling;
  }

  /** Its name in settings, metrics, the API and the journal. */
  public String label() {
    return label;
  }

  /** The mode it has until a setting says otherwise. */
  public Mode shipped() {
    return shipped;
  }

  /** After this long an attempt is given up and its outcome is unknown. */
  public Duration deadline() {
    return deadline;
  }

  /**
   * How long after its call its effect may take at least, whatever the policy says: a pod must end
   * and start, a volume must be moved.
   */
  public Duration settling() {
    return settling;
  }

  /** Whether it can hurt: then it is budgeted, and stops when the fleet is sick. */
  public boolean disruptive() {
    return disruptive;
  }

  /** The kind of that label. */
  public static Optional<ActionKind> of(String label) {
    return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
