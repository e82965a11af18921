package org.kubosteward.plane;

import org.kubosteward.plane.JournalTap.Writing;

/** Where in the life of an attempt the plane is killed. */
enum CrashPoint {
  BEFORE_INTENT("before the intent reached the database", 1, "DONE"),
  INTENT_WRITTEN("intent committed, the plane does not know yet", 0, "INTERRUPTED"),
  CALL_UNDER_WAY("the call arrived and is being done", 1, "INTERRUPTED"),
  CALL_ANSWERED("answered, the outcome is not written", 1, "INTERRUPTED"),
  OUTCOME_WRITTEN("outcome committed, not verified", 1, "DONE"),
  VERIFIED("verification committed", 1, "DONE");

  private final String words;
  private final int calls;
  private final String result;

  CrashPoint(String words, int calls, String result) {
    this.words = words;
    this.calls = calls;
    this.result = result;
  }

  String words() {
    return words;
  }

  /** How many calls may ever arrive for one attempt, before and after the crash together. */
  int calls() {
    return calls;
  }

  /** What the journal must say of the attempt in the end. */
  String result() {
    return result;
  }

  /** Whether nobody knows what came of the attempt. */
  boolean interrupts() {
    return result.equals("INTERRUPTED");
  }

  /** The same with the attempt that a ladder makes again where nobody knows what came of it. */
  int due(SweptAction action) {
    return calls + (action.ladder() && interrupts() ? 1 : 0);
  }

  /** Has the deed done when an attempt gets there. */
  void arm(SweepGround ground, SweptAction action, Runnable deed) {
    switch (this) {
      case BEFORE_INTENT -> ground.tap().before(Writing.INTENT, action.label(), deed);
      case INTENT_WRITTEN -> ground.tap().after(Writing.INTENT, action.label(), deed);
      case CALL_UNDER_WAY -> ground.duringCall(action.call(), deed);
      case CALL_ANSWERED -> ground.tap().before(Writing.OUTCOME, action.label(), deed);
      case OUTCOME_WRITTEN -> ground.tap().after(Writing.OUTCOME, action.label(), deed);
      case VERIFIED -> ground.tap().after(Writing.VERIFICATION, action.label(), deed);
    }
  }
}
