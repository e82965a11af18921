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
  COLLECT_GARBAGE("collect-garbage", Mode.PROPOSE, Duration.ofMinutes(30), true);

  private final String label;
  private final Mode shipped;
  private final Duration deadline;
  private final boolean disruptive;

  ActionKind(String label, Mode shipped, Duration deadline, boolean disruptive) {
    this.label = label;
    this.shipped = shipped;
    this.deadline = deadline;
    this.disruptive = disruptive;
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

  /** Whether it can hurt: then it is budgeted, and stops when the fleet is sick. */
  public boolean disruptive() {
    return disruptive;
  }

  /** The kind of that label. */
  public static Optional<ActionKind> of(String label) {
    return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
