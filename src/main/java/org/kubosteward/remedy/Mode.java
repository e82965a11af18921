package org.kubosteward.remedy;

/** How far the plane may go, from looking to doing. The order is the order of trust. */
public enum Mode {
  /** Look only. */
  OBSERVE,
  /** Say what would be done. */
  PROPOSE,
  /** Do it once a person has said yes. */
  APPROVE,
  /** Do it. */
  AUTO
}
