package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kubosteward.console.UploadsShown.Upload;
import org.kubosteward.content.UnderWay;
import org.kubosteward.health.Evidence;
import org.kubosteward.ipld.Cid;

/**
 * Something that is on its way, as people read it.
 *
 * @param title what it is: a name, or a short CID
 * @param cid whole, or empty text for an upload, which has none yet
 * @param from where the bytes come from
 * @param to the node they come to
 * @param percent 0 to 100, or -1 where that cannot be told
 * @param bytes {@code 12.0 MiB of 26.0 MiB}
 * @param rate {@code 3.1 MiB/s}, or what there is instead
 * @param left {@code 4 s left}, or empty text
 */
record TransferRow(
    String title,
    String cid,
    String from,
    String to,
    int percent,
    String bytes,
    String rate,
    String left,
    Ago since) {

  static TransferRow of(UnderWay way, Map<Cid, List<String>> names, Instant now) {
    Cid cid = way.content().cid();
    OptionalInt percent = way.percent();
    return new TransferRow(
        names.getOrDefault(cid, List.of(ContentWords.brief(cid))).get(0),
        cid.toString(),
        ContentWords.node(way.copy().from()),
        way.to().name(),
        percent.orElse(-1),
        bytes(way.copy().bytes(), way.content().bytes().orElse(-1)),
        rate(way.copy().rate()),
        way.remaining().map(span -> Ago.brief(span) + " left").orElse(""),
        Ago.past(way.copy().at(), now));
  }

  static TransferRow of(Upload upload, Instant now) {
    long total = upload.total().orElse(-1);
    boolean known = total > 0 && upload.bytes() <= total;
    return new TransferRow(
        upload.name().isBlank() ? "an upload" : upload.name(),
        "",
        upload.owner(),
        upload.node().name(),
        known ? (int) (100.0 * upload.bytes() / total) : -1,
        bytes(upload.bytes(), total),
        rate(upload.rate()),
        known && upload.rate() > 0
            ? Ago.brief(
                    Duration.ofSeconds(
                        (total - upload.bytes() + upload.rate() - 1) / upload.rate()))
                + " left"
            : "",
        Ago.past(upload.since(), now));
  }

  private static String bytes(long bytes, long total) {
    return total < 0
        ? Evidence.bytes(bytes)
        : Evidence.bytes(bytes) + " of " + Evidence.bytes(total);
  }

  private static String rate(long rate) {
    return rate > 0 ? Evidence.bytes(rate) + "/s" : "nothing comes";
  }

  /** All of it in a line. */
  String line() {
    String percents = percent < 0 ? "" : percent + " %, ";
    return "%s  %s > %s  %s%s, %s%s"
        .formatted(title, from, to, percents, bytes, rate, left.isEmpty() ? "" : ", " + left);
  }
}
