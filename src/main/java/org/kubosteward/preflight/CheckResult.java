package org.kubosteward.preflight;

/**
 * What one check found.
 *
 * @param test its name
 * @param subject what was looked at: a node, a pair of nodes, a verb
 * @param words on failure the cause and the fix, a sentence; else what was seen
 */
public record CheckResult(String test, String subject, Status status, String words) {
  /** How it went. */
  public enum Status {
    /** As it must be. */
    PASS,
    /** It works, but a person should know. */
    WARN,
    /** It must be mended before the plane can be trusted with the fleet. */
    FAIL
  }

  static CheckResult pass(String test, String subject, String seen) {
    return new CheckResult(test, subject, Status.PASS, seen);
  }

  static CheckResult warn(String test, String subject, String words) {
    return new CheckResult(test, subject, Status.WARN, words);
  }

  static CheckResult fail(String test, String subject, String causeAndFix) {
    return new CheckResult(test, subject, Status.FAIL, causeAndFix);
  }
}
