package org.kubosteward.preflight;

/**
 * What one test found.
 *
 * @param test its name
 * @param subject what was tested: a node, a pair of nodes, a verb
 * @param words on failure the cause and the fix, a sentence; else what was seen
 */
public record Verdict(String test, String subject, Result result, String words) {
  /** How it went. */
  public enum Result {
    /** As it must be. */
    PASS,
    /** It works, but a person should know. */
    WARN,
    /** It must be mended before the plane can be trusted with the fleet. */
    FAIL
  }

  static Verdict pass(String test, String subject, String seen) {
    return new Verdict(test, subject, Result.PASS, seen);
  }

  static Verdict warn(String test, String subject, String words) {
    return new Verdict(test, subject, Result.WARN, words);
  }

  static Verdict fail(String test, String subject, String causeAndFix) {
    return new Verdict(test, subject, Result.FAIL, causeAndFix);
  }
}
