package org.kubosteward.access;

import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * The audit trail: who came in, who was turned away, and what was asked for, a line each in a
 * category of its own. It names tokens and sessions and never holds what opens them. How the gate
 * answered is counted too.
 */
public final class Audit {
  /** The category of the log that it is. */
  public static final String CATEGORY = "steward.audit";

  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final String MANY = "many";
  private static final String OUTCOME = "outcome";

  private final Admissions admissions;
  private final Repeats repeats;

  /** A trail that counts there. */
  public Audit(Admissions admissions, InstantSource clock) {
    this.admissions = admissions;
    this.repeats = new Repeats(clock);
  }

  void allowed(Surface surface) {
    admissions.counted(surface, Admission.ALLOWED);
  }

  /**
   * Somebody was turned away. Who has no token yet is no event: every browser begins so.
   *
   * @param who the name of the token; empty when it is not known
   */
  void refused(Approach approach, Admission why, String who) {
    admissions.counted(approach.surface(), why);
    if (why == Admission.NO_TOKEN) {
      return;
    }
    // Whoever is told to wait goes on with the count of their wrong tokens.
    Admission told = why == Admission.TOLD_TO_WAIT ? Admission.WRONG_TOKEN : why;
    Repeats.Count count = repeats.count(told + " " + approach.address() + " " + who);
    if (count.worthALine()) {
      LOG.warn(
          AuditLine.of("refused")
              .with(OUTCOME, told.label())
              .with("who", count.many() ? MANY : who)
              .with("surface", approach.surface().label())
              .with("address", count.many() ? MANY : approach.address())
              .with("request", approach.request())
              .with("times", count.times()));
    }
  }

  void loggedIn(Visit visit) {
    admissions.counted(visit.surface(), Admission.ALLOWED);
    LOG.info(AuditLine.of("login").with(visit).with(OUTCOME, "done"));
  }

  /**
   * Sessions were ended by who held one.
   *
   * @param sessions how many
   */
  void loggedOut(Visit visit, long sessions) {
    LOG.info(AuditLine.of("logout").with(visit).with("sessions", sessions).with(OUTCOME, "done"));
  }

  /** A session ended by itself. */
  void sessionEnded(String who, String session, String why) {
    LOG.info(
        AuditLine.of("session-end").with("who", who).with("session", session).with("why", why));
  }

  /** Something was done that people answer for. */
  public void done(AuditLine line) {
    LOG.info(line);
  }

  /**
   * What somebody asked for did not get on the record. One that asks wrongly again and again is a
   * program, and leaves few lines.
   *
   * @param event as it is called when it does
   * @param what what it was about
   */
  public void failed(String event, String what, Visit visit, RuntimeException why) {
    String outcome = why instanceof Rejected ? "rejected" : "failed";
    Repeats.Count count =
        repeats.count(String.join(" ", event, outcome, visit.address(), visit.caller().name()));
    if (count.worthALine()) {
      LOG.warn(
          AuditLine.of(event)
              .with("about", what)
              .with(visit)
              .with(OUTCOME, outcome)
              .with("why", String.valueOf(why.getMessage()))
              .with("times", count.times()));
    }
  }
}
