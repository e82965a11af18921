package org.kubosteward.health;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.Why;

/**
 * What a check sees about one subject in one picture, before time is considered. A subject that a
 * check does not mention is fine.
 *
 * @param opens false in the band between the mark that raises and the mark that clears: such an
 *     observation keeps an open finding open and opens none
 */
public record Observation(
    Code code, Subject subject, Level level, boolean opens, SortedMap<String, String> evidence) {

  /** Something is wrong. */
  public static Observation of(Code code, Subject subject, Level level, Evidence evidence) {
    return new Observation(code, subject, level, true, evidence.entries());
  }

  /** Not wrong enough to open a finding, not well enough to close one. */
  public static Observation lingering(Code code, Subject subject, Level level, Evidence evidence) {
    return new Observation(code, subject, level, false, evidence.entries());
  }

  /** The fact that would tell is missing, because of {@code why}. */
  public static Observation cannotTell(Code code, Subject subject, String why) {
    return new Observation(
        code, subject, Level.CANNOT_TELL, true, Evidence.of("why", why).entries());
  }

  /**
   * The fact that would tell has not been asked for, or only a part of it: no news, which neither
   * opens nor closes anything, not even a doubt.
   */
  public static Observation notAsked(Code code, Subject subject, String why) {
    return new Observation(
        code, subject, Level.CANNOT_TELL, false, Evidence.of("why", why).entries());
  }

  /** That it cannot be told, if one of the missing facts was asked for in vain; else no news. */
  public static Observation untold(Code code, Subject subject, Stream<Missing<?>> gaps) {
    return gaps.filter(gap -> gap.why() != Why.NOT_ASKED)
        .findFirst()
        .map(gap -> cannotTell(code, subject, gap.detail()))
        .orElseGet(() -> notAsked(code, subject, "not asked in this round"));
  }

  /** What tells one observation from another within a picture. */
  public Finding.Key key() {
    return new Finding.Key(code, subject);
  }
}
