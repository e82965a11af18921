package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.content.ContentPage;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Standing;
import org.kubosteward.ipld.Cid;

/**
 * One content of {@code GET /api/v1/content}.
 *
 * @param names in its newest requests, a few
 * @param bytes of all its blocks; null until somebody has counted them
 * @param verdict the worst that holds of it
 * @param min proven copies that its policy asks for
 * @param max copies that a repair goes on to
 * @param since since when it stands so
 */
record ContentAnswer(
    String cid,
    List<String> names,
    String policy,
    Optional<Long> bytes,
    String verdict,
    String sentence,
    int proven,
    int min,
    int max,
    Instant since) {

  static ContentAnswer of(ContentPage.Entry entry, List<String> names) {
    Desired desired = entry.desired();
    Standing standing = entry.standing();
    return new ContentAnswer(
        desired.cid().toString(),
        names,
        desired.policy().name(),
        bytes(desired),
        ContentWords.label(standing.verdict()),
        standing.sentence(),
        standing.proven(),
        standing.min(),
        desired.policy().replicasMax(),
        standing.since());
  }

  static Optional<Long> bytes(Desired desired) {
    return desired.bytes().isPresent()
        ? Optional.of(desired.bytes().getAsLong())
        : Optional.empty();
  }

  /**
   * A page.
   *
   * @param at when it was so: when the latest round began
   * @param contents how many there are in all
   * @param next what to give as {@code after} for the next page; null on the last one
   */
  record All(Instant at, long contents, List<ContentAnswer> page, Optional<String> next) {
    static All of(Instant at, long contents, ContentPage page, Map<Cid, List<String>> names) {
      return new All(
          at,
          contents,
          page.entries().stream()
              .map(
                  entry ->
                      ContentAnswer.of(entry, names.getOrDefault(entry.desired().cid(), List.of())))
              .toList(),
          page.next().map(Cid::toString));
    }
  }
}
