package org.kubosteward.act;

import org.kubosteward.remedy.Attempt.Result;

/** What came of an action: the result, and a sentence with figures for the record. */
public record Outcome(Result result, String detail) {
  /** It was done. */
  public static Outcome done(String detail) {
    return new Outcome(Result.DONE, detail);
  }

  /** It was tried and did not work. */
  public static Outcome failed(String detail) {
    return new Outcome(Result.FAILED, detail);
  }

  /** Nothing was done, and somebody said so. */
  public static Outcome refused(String detail) {
    return new Outcome(Result.REFUSED, detail);
  }

  /** It was given up, and may still be under way. */
  public static Outcome timedOut(String detail) {
    return new Outcome(Result.TIMED_OUT, detail);
  }
}
