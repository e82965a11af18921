package org.kubosteward.console;

import java.util.Locale;
import java.util.Optional;
import org.kubosteward.content.Standing;
import org.kubosteward.content.Step;
import org.kubosteward.content.Verdict;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** How contents are spoken of. */
final class ContentWords {
  private static final int SHORT_FROM = 20;
  private static final int HEAD = 8;
  private static final int TAIL = 6;

  private ContentWords() {}

  /** {@code under_replicated} and the like, as the API says it. */
  static String label(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  /** The same for people. */
  static String word(Enum<?> word) {
    return label(word).replace('_', ' ');
  }

  /** For style sheets: ok, busy, warn, bad or dim. */
  static String css(Verdict verdict) {
    return switch (verdict) {
      case FULFILLED -> "ok";
      case PENDING -> "busy";
      case EXCESS -> "dim";
      case PROOF_OVERDUE, UNDER_REPLICATED -> "warn";
      case DAMAGED, AT_RISK, LOST -> "bad";
    };
  }

  /** The worst that holds of a content, for people. */
  static String verdict(Standing standing) {
    return word(standing.verdict());
  }

  /** A CID that fits in a line: {@code bafybeig...6wzqxe}; the ends are what people compare. */
  static String brief(Cid cid) {
    String text = cid.toString();
    return text.length() <= SHORT_FROM
        ? text
        : text.substring(0, HEAD) + "\u2026" + text.substring(text.length() - TAIL);
  }

  /** What is done in that step, a sentence without its end. */
  static String step(Step step) {
    String node = step.node().name();
    if (step instanceof Step.Transfer transfer) {
      return "copy it to "
          + node
          + transfer.from().map(from -> " from " + from.name()).orElse(" from the network");
    }
    if (step instanceof Step.Heal heal) {
      return "heal it on %s from %s".formatted(node, heal.from().name());
    }
    if (step instanceof Step.GiveUp) {
      return "give up the transfer to " + node + ", which brings nothing";
    }
    if (step instanceof Step.MarkExcess) {
      return "note that the copy on " + node + " is one too many";
    }
    return step instanceof Step.Keep
        ? "keep the copy on " + node + " after all"
        : "unpin it on " + node + ", which is one too many";
  }

  /** {@code kubo-1}, or words for a node that nobody can name. */
  static String node(Optional<NodeId> node) {
    return node.map(NodeId::name).orElse("the network");
  }
}
