package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.Verdict;
import org.kubosteward.health.Evidence;

/**
 * Everything about one content, ready to be drawn.
 *
 * @param title a name of it, or a short CID
 * @param css ok, busy, warn, bad or dim, by its verdict
 * @param verdict the worst that holds of it, or what is known instead
 * @param kept how its policy has it kept, a sentence
 * @param notice why it is told from the journal alone; empty text where it is not
 * @param next what is done about it, and what stands in the way, sentences
 * @param history what is known of its past, newest first
 * @param why what speaks against each node; empty to a plane that does not lead
 */
record ContentSheet(
    String cid,
    String title,
    String css,
    String verdict,
    String sentence,
    Ago since,
    String size,
    String kept,
    String notice,
    List<CopyLine> copies,
    List<String> next,
    List<Event> history,
    List<ContentDetail.Request> requests,
    Optional<ContentExplanation> why) {
  private static final int HISTORY_MOST = 20;

  /**
   * One copy.
   *
   * @param css ok, held, busy, bad or dim
   * @param detail the same at length
   * @param percent of one on its way, or -1
   * @param blocks the first that are missing or wrong
   */
  record CopyLine(
      String node,
      String css,
      String state,
      Ago since,
      String detail,
      int percent,
      List<String> blocks) {
    static CopyLine of(CopyAnswer copy, Instant now) {
      boolean gone = copy.presence().filter("gone"::equals).isPresent();
      return new CopyLine(
          copy.node(),
          gone ? "dim" : css(copy.state()),
          copy.state().equals("excess") ? "too many" : copy.state(),
          Ago.past(copy.since(), now),
          detail(copy, now),
          copy.transfer().flatMap(CopyAnswer.Transfer::percent).orElse(-1),
          copy.damage().map(CopyAnswer.Damage::blocks).orElse(List.of()));
    }

    private static String css(String state) {
      return switch (state) {
        case "proven" -> "ok";
        case "held" -> "held";
        case "fetching" -> "busy";
        case "damaged" -> "bad";
        default -> "dim";
      };
    }

    private static String detail(CopyAnswer copy, Instant now) {
      return Stream.of(
              copy.presence().filter("away"::equals).map(away -> "the node does not answer"),
              copy.presence()
                  .filter("gone"::equals)
                  .map(gone -> "the node is gone, and the copy does not count"),
              copy.transfer().map(CopyLine::transfer),
              copy.damage().map(damage -> damage.count() + " blocks missing or wrong"),
              copy.provenAt()
                  .filter(at -> copy.state().equals("excess"))
                  .map(at -> "proven " + Ago.past(at, now).words()),
              Optional.of(copy.failures()).filter(n -> n > 0).map(n -> n + " failed tries"),
              copy.retryAt().map(at -> "tried again " + Ago.of(at, now).words()))
          .flatMap(Optional::stream)
          .reduce((one, other) -> one + ", " + other)
          .orElse("");
    }

    private static String transfer(CopyAnswer.Transfer transfer) {
      String left =
          transfer
              .remainingSeconds()
              .map(seconds -> ", " + Ago.brief(Duration.ofSeconds(seconds)) + " left")
              .orElse("");
      return "from %s, %s%s, %s%s"
          .formatted(
              transfer.from().orElse("the network"),
              Evidence.bytes(transfer.bytes()),
              transfer.percent().map(percent -> " (" + percent + " %)").orElse(""),
              transfer.bytesPerSecond() > 0
                  ? Evidence.bytes(transfer.bytesPerSecond()) + "/s"
                  : "nothing comes",
              left);
    }
  }

  /** Something that happened to it. */
  record Event(Instant when, Ago at, String what) {}

  static ContentSheet of(
      ContentDetail detail, Optional<ContentExplanation> why, Instant now, String unknown) {
    return new ContentSheet(
        detail.cid(),
        detail.requests().stream()
            .map(ContentDetail.Request::name)
            .filter(name -> !name.isBlank())
            .findFirst()
            .orElse(""),
        detail.verdict().map(ContentSheet::css).orElse("dim"),
        detail.verdict().map(word -> word.replace('_', ' ')).orElse("not known here"),
        detail.sentence(),
        Ago.past(detail.since(), now),
        detail.bytes().map(Evidence::bytes).orElse("size not known yet"),
        kept(detail.policy()),
        detail.plan().isPresent() ? "" : unknown,
        detail.copies().stream().map(copy -> CopyLine.of(copy, now)).toList(),
        detail
            .plan()
            .map(
                plan ->
                    next(
                        plan,
                        detail.copies().stream().anyMatch(copy -> copy.transfer().isPresent())))
            .orElse(List.of()),
        history(detail, now),
        detail.requests(),
        why);
  }

  private static String css(String verdict) {
    return Stream.of(Verdict.values())
        .filter(one -> ContentWords.label(one).equals(verdict))
        .findFirst()
        .map(ContentWords::css)
        .orElse("dim");
  }

  private static String kept(ContentDetail.Policy policy) {
    return "policy %s: %d to %d copies, each proven every %s, priority %d"
        .formatted(
            policy.name(),
            policy.replicasMin(),
            policy.replicasMax(),
            Ago.brief(Duration.ofSeconds(policy.verifyIntervalSeconds())),
            policy.priority());
  }

  private static List<String> next(ContentDetail.Planned plan, boolean coming) {
    List<String> all =
        Stream.of(
                plan
                    .brake()
                    .map(why -> "Nothing is planned for any content: " + why + ".")
                    .stream(),
                plan.steps().stream().map(step -> "The plan: " + step + "."),
                plan.obstacle().map(why -> "In the way: " + why.meaning() + ".").stream())
            .flatMap(part -> part)
            .toList();
    if (!all.isEmpty()) {
      return all;
    }
    return coming
        ? List.of("Copies are on their way; nothing else has to be begun.")
        : List.of("Nothing has to be done about it.");
  }

  private static List<Event> history(ContentDetail detail, Instant now) {
    return Stream.concat(
            detail.requests().stream()
                .map(
                    request ->
                        event(
                            request.createdAt(),
                            now,
                            "asked for by "
                                + request.createdBy()
                                + (request.name().isBlank() ? "" : " as " + request.name()))),
            detail.copies().stream()
                .map(copy -> event(copy.since(), now, copy.state() + " on " + copy.node())))
        .sorted(Comparator.comparing(Event::when).reversed())
        .limit(HISTORY_MOST)
        .toList();
  }

  private static Event event(Instant at, Instant now, String what) {
    return new Event(at, Ago.past(at, now), what);
  }
}
