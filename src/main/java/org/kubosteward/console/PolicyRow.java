package org.kubosteward.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.ContentSnapshot;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.PolicySnapshot;
import org.kubosteward.content.Verdict;

/**
 * The contents of one policy in a line.
 *
 * @param css ok, busy, warn or bad, by the worst that holds of one of them
 * @param counts how many contents each verdict holds of, the good one first
 * @param overdue copies with an overdue proof
 * @param oldest the oldest last proof of a copy that counts
 */
record PolicyRow(
    String name,
    String css,
    long contents,
    List<Count> counts,
    long copies,
    long proven,
    long overdue,
    Optional<Ago> oldest) {
  /** Verdicts in the order in which people ask for them. */
  private static final List<Verdict> SHOWN =
      List.of(
          Verdict.FULFILLED,
          Verdict.PENDING,
          Verdict.UNDER_REPLICATED,
          Verdict.AT_RISK,
          Verdict.LOST,
          Verdict.DAMAGED,
          Verdict.PROOF_OVERDUE,
          Verdict.EXCESS);

  /**
   * So many contents.
   *
   * @param css of the verdict, and dim where there is none
   * @param label as the API says it
   */
  record Count(String word, String label, String css, long number) {
    static Count of(Verdict verdict, long number) {
      return new Count(
          ContentWords.word(verdict),
          ContentWords.label(verdict),
          number == 0 ? "dim" : ContentWords.css(verdict),
          number);
    }
  }

  /** The name as it stands in a query. */
  public String nameQuoted() {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  static List<PolicyRow> all(ContentSnapshot snapshot, Instant now) {
    return snapshot.policies().entrySet().stream().map(entry -> of(entry, now)).toList();
  }

  private static PolicyRow of(Map.Entry<String, PolicySnapshot> entry, Instant now) {
    PolicySnapshot policy = entry.getValue();
    return new PolicyRow(
        entry.getKey(),
        ContentWords.css(worst(policy)),
        policy.contents(),
        SHOWN.stream().map(verdict -> Count.of(verdict, policy.count(verdict))).toList(),
        policy.copies().values().stream().mapToLong(Long::longValue).sum(),
        policy.count(CopyState.PROVEN),
        policy.overdue(),
        policy.oldestProof().map(at -> Ago.past(at, now)));
  }

  private static Verdict worst(PolicySnapshot policy) {
    return Stream.of(Verdict.values())
        .filter(verdict -> policy.count(verdict) > 0)
        .reduce(Verdict.FULFILLED, (before, later) -> later);
  }

  /** {@code 102 contents: 100 fulfilled, 2 at risk; oldest proof 3 d}. */
  String sentence() {
    StringBuilder text = new StringBuilder();
    text.append(contents).append(contents == 1 ? " content" : " contents");
    List<String> parts =
        counts.stream()
            .filter(count -> count.number() > 0)
            .map(count -> count.number() + " " + count.word())
            .toList();
    if (!parts.isEmpty()) {
      text.append(": ").append(String.join(", ", parts));
    }
    oldest.ifPresent(at -> text.append("; oldest proof ").append(at.words()));
    return text.toString();
  }
}
