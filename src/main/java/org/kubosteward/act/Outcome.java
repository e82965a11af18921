package org.kubosteward.act;

import org.kubosteward.remedy.Attempt.Result;

/** What came of an action: the result, and a sentence with figures for the record. */
public record Outcome(Result result, String detail) {
  static Outcome done(String detail) {
    return new Outcome(Result.DONE, detail);
  }

  static Outcome failed(String detail) {
    return new Outcome(Result.FAILED, detail);
  }

  /** Nothing was done, and somebody said so. */
  static Outcome refused(String detail) {
    return new Outcome(Result.REFUSED, detail);
  }

  static Outcome timedOut(String detail) {
    return new Outcome(Result.TIMED_OUT, detail);
  }
}
