package org.kubosteward.health;

/** How bad a finding is. */
public enum Level {
  /** Nothing is wrong: the plane has work to do about it, and says so. */
  NOTE("info"),
  /** The fact that would tell is missing; never leads to an action. */
  CANNOT_TELL("unknown"),
  /** Something to look at in working hours, or that the plane is mending. */
  WARN("warning"),
  /** Users are hurt, or will be soon. */
  CRIT("critical");

  private final String severity;

  Level(String severity) {
    this.severity = severity;
  }

  /** The word for it in metrics, the API and alerts. */
  public String severity() {
    return severity;
  }
}
