package org.kubosteward.remedy;

/**
 * What became of an attempt.
 *
 * @param attempt the attempt, with its verification set
 * @param why what was seen, a sentence
 */
public record AttemptVerdict(Attempt attempt, String why) {}
