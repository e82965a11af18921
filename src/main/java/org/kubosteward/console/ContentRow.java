package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import org.kubosteward.content.ContentPage;
import org.kubosteward.content.Hosts;
import org.kubosteward.health.Evidence;
import org.kubosteward.ipld.Cid;

/**
 * One content as the page lists it.
 *
 * @param name the newest of its names, or empty text
 * @param others its other names, or empty text
 * @param head all of its CID but the end, which is cut where room is short
 * @param tail the end, by which people tell CIDs apart
 * @param size {@code 1.0 GiB}, or a dash
 * @param css ok, busy, warn, bad or dim
 * @param marksHidden how many copies are left out
 */
record ContentRow(
    String cid,
    String name,
    String others,
    String head,
    String tail,
    String size,
    String policy,
    String verdict,
    String css,
    String sentence,
    Ago since,
    List<CopyMark> marks,
    int marksHidden) {
  /** More marks than anybody counts. */
  static final int MARKS_MOST = 12;

  private static final int TAIL = 6;

  static ContentRow of(ContentPage.Entry entry, List<String> names, Hosts hosts, Instant now) {
    Cid cid = entry.desired().cid();
    String text = cid.toString();
    int cut = Math.max(0, text.length() - TAIL);
    return new ContentRow(
        text,
        names.isEmpty() ? "" : names.get(0),
        names.size() < 2 ? "" : String.join(", ", names.subList(1, names.size())),
        text.substring(0, cut),
        text.substring(cut),
        ContentAnswer.bytes(entry.desired()).map(Evidence::bytes).orElse("\u2014"),
        entry.desired().policy().name(),
        ContentWords.verdict(entry.standing()),
        ContentWords.css(entry.standing().verdict()),
        entry.standing().sentence(),
        Ago.past(entry.standing().since(), now),
        entry.copies().entrySet().stream()
            .limit(MARKS_MOST)
            .map(copy -> CopyMark.of(entry.desired(), copy.getKey(), copy.getValue(), hosts, now))
            .toList(),
        Math.max(0, entry.copies().size() - MARKS_MOST));
  }
}
