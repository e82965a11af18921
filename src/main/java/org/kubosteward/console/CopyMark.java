package org.kubosteward.console;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.kubosteward.content.Copy;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.Presence;
import org.kubosteward.content.UnderWay;
import org.kubosteward.fleet.NodeId;

/**
 * A copy as a small mark with the name of its node.
 *
 * @param css ok, held, busy, bad or dim
 * @param text what there is of it, one or two words
 * @param title the same at length
 * @param percent of one on its way, or -1
 */
record CopyMark(String node, String css, String text, String title, int percent) {

  static CopyMark of(Desired desired, NodeId node, Copy copy, Hosts hosts, Instant now) {
    Presence presence = hosts.presence(node);
    Ago at = Ago.past(copy.at(), now);
    OptionalInt percent =
        copy instanceof Copy.Fetching fetching
            ? new UnderWay(desired, node, fetching).percent()
            : OptionalInt.empty();
    String away =
        switch (presence) {
          case HERE -> "";
          case AWAY -> "; the node does not answer";
          case GONE -> "; the node is gone, and the copy does not count";
        };
    return new CopyMark(
        node.name(),
        presence == Presence.GONE ? "dim gone" : css(copy) + (away.isEmpty() ? "" : " away"),
        text(copy, at, percent),
        "%s: %s%s".formatted(node.name(), sentence(copy, now), away),
        percent.orElse(-1));
  }

  private static String css(Copy copy) {
    return switch (copy.state()) {
      case PROVEN -> "ok";
      case HELD -> "held";
      case FETCHING -> "busy";
      case DAMAGED -> "bad";
      case EXCESS, ABSENT -> "dim";
    };
  }

  private static String text(Copy copy, Ago at, OptionalInt percent) {
    return switch (copy.state()) {
      case PROVEN -> at.words().equals("now") ? "proven" : at.span();
      case HELD -> "held";
      case FETCHING -> percent.isPresent() ? percent.getAsInt() + " %" : "coming";
      case DAMAGED -> "damaged";
      case EXCESS -> "too many";
      case ABSENT -> "absent";
    };
  }

  /** What a copy is, at length. */
  static String sentence(Copy copy, Instant now) {
    String at = Ago.past(copy.at(), now).words();
    return switch (copy.state()) {
      case PROVEN -> "proven " + at + ", every block there and right";
      case HELD -> "held since " + at + ", as kubo says, and not proven yet";
      case FETCHING -> "on its way since " + at;
      case DAMAGED -> damaged((Copy.Damaged) copy) + ", found " + at;
      case EXCESS -> "one too many since " + at + proven(((Copy.Excess) copy).proven(), now);
      case ABSENT -> "absent since " + at + failures(((Copy.Absent) copy).failures());
    };
  }

  private static String damaged(Copy.Damaged damaged) {
    return damaged.count()
        + (damaged.count() == 1 ? " block is" : " blocks are")
        + " missing or wrong"
        + failures(damaged.failures());
  }

  private static String proven(Optional<Instant> at, Instant now) {
    return at.map(when -> ", proven " + Ago.past(when, now).words()).orElse("");
  }

  private static String failures(int count) {
    return count == 0 ? "" : ", failed " + count + (count == 1 ? " time" : " times");
  }
}
