package org.kubosteward.pinning;

import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;
import org.kubosteward.text.Line;

/** Texts that somebody sent, judged and shown. */
final class PinText {
  /** Of what was wrong, as much is said back. */
  private static final int SHOWN = 80;

  private PinText() {}

  /**
   * The CID that was sent for {@code what}.
   *
   * @throws Rejected with 400 saying why it is none
   */
  static Cid cid(String what, String text) {
    try {
      return Cid.parse(text);
    } catch (MalformedCid malformed) {
      throw wrong("%s: '%s' is no CID: %s".formatted(what, shown(text), malformed.getMessage()));
    }
  }

  /**
   * The text itself, if every database can keep it.
   *
   * @throws Rejected with 400 naming {@code what}
   */
  static String keepable(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw wrong(what + " has a NUL character, which cannot be kept");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw wrong(what + " has half of a character (an unpaired surrogate)");
    }
    return text;
  }

  static String shown(String text) {
    String begin = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return Line.of(begin);
  }

  static Rejected wrong(String detail) {
    return new Rejected(Problem.badRequest(detail));
  }
}
