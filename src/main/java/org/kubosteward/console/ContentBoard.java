package org.kubosteward.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPage;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.Endangered;
import org.kubosteward.content.UnderWay;
import org.kubosteward.content.Verdict;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.Round;

/**
 * The page of contents as data, ready to be drawn.
 *
 * @param at when it was so; empty while it is not known
 * @param notices why it is not known, or what keeps repairs back, sentences
 * @param empty whether it is known that nobody wants anything
 * @param policies one line a policy
 * @param worst the most endangered contents
 * @param uploads what is being put together
 * @param moving what is being copied
 * @param movingHidden how many transfers are left out
 * @param all one page of all contents
 * @param total how many contents there are
 * @param filter what the page is narrowed to, or empty text
 * @param query of this page, for its renewals
 * @param next of the next page, or empty text
 */
record ContentBoard(
    Optional<Ago> at,
    List<String> notices,
    boolean empty,
    List<PolicyRow> policies,
    List<ContentRow> worst,
    List<TransferRow> uploads,
    List<TransferRow> moving,
    int movingHidden,
    List<ContentRow> all,
    long total,
    String filter,
    String query,
    String next) {
  /** Contents of one page. */
  static final int PAGE = 50;

  static final int WORST_MOST = 10;
  static final int MOVING_MOST = 20;

  /** What a person would want to be told of first. */
  private static final Set<Verdict> BAD =
      Set.of(
          Verdict.LOST,
          Verdict.AT_RISK,
          Verdict.DAMAGED,
          Verdict.UNDER_REPLICATED,
          Verdict.PROOF_OVERDUE);

  static ContentBoard of(
      RecordSnapshot dossier,
      UploadsShown shown,
      ContentPage.Query query,
      Function<Collection<Cid>, Map<Cid, List<String>>> names) {
    Instant now = dossier.now();
    List<TransferRow> uploads =
        shown.underWay().stream().map(upload -> TransferRow.of(upload, now)).toList();
    return dossier
        .latest()
        .flatMap(Round::content)
        .map(picture -> of(picture, uploads, query, names, now))
        .orElseGet(() -> unknown(ContentDesk.unknown(dossier), uploads, query));
  }

  private static ContentBoard unknown(
      String why, List<TransferRow> uploads, ContentPage.Query query) {
    return new ContentBoard(
        Optional.empty(),
        List.of("How content stands is not known here: " + why + "."),
        false,
        List.of(),
        List.of(),
        uploads,
        List.of(),
        0,
        List.of(),
        0,
        "",
        href(query),
        "");
  }

  private static ContentBoard of(
      ContentPicture picture,
      List<TransferRow> uploads,
      ContentPage.Query query,
      Function<Collection<Cid>, Map<Cid, List<String>>> named,
      Instant now) {
    ContentPage page = ContentDesk.page(picture, query);
    List<ContentPage.Entry> worst = worst(picture);
    UnderWay.All moving = UnderWay.of(picture.contents(), MOVING_MOST);
    Set<Cid> cids = new TreeSet<>(Comparator.comparing(Cid::toString));
    Stream.concat(page.entries().stream(), worst.stream())
        .forEach(entry -> cids.add(entry.desired().cid()));
    moving.first().forEach(way -> cids.add(way.content().cid()));
    Map<Cid, List<String>> names = new HashMap<>(named.apply(cids));
    Function<ContentPage.Entry, ContentRow> row =
        entry ->
            ContentRow.of(
                entry, names.getOrDefault(entry.desired().cid(), List.of()), picture.hosts(), now);
    return new ContentBoard(
        Optional.of(Ago.past(picture.snapshot().takenAt(), now)),
        picture.plan().brake().map(why -> "Nothing is copied now: " + why + ".").stream().toList(),
        picture.contents().size() == 0,
        PolicyRow.all(picture.snapshot(), now),
        worst.stream().map(row).toList(),
        uploads,
        moving.first().stream().map(way -> TransferRow.of(way, names, now)).toList(),
        moving.count() - moving.first().size(),
        page.entries().stream().map(row).toList(),
        picture.contents().size(),
        filter(query),
        href(query),
        page.next().map(cid -> href(query.after(cid))).orElse(""));
  }

  /** Of each policy the worst few are known: of these the worst, each once. */
  private static List<ContentPage.Entry> worst(ContentPicture picture) {
    Map<Cid, Endangered> worst = new LinkedHashMap<>();
    List<Endangered> all = new ArrayList<>();
    picture
        .snapshot()
        .policies()
        .values()
        .forEach(policy -> BAD.forEach(verdict -> all.addAll(policy.worst(verdict))));
    all.stream()
        .sorted(
            Comparator.<Endangered, Verdict>comparing(one -> one.standing().verdict())
                .reversed()
                .thenComparing(one -> one.standing().since())
                .thenComparing(one -> one.cid().toString()))
        .forEach(one -> worst.putIfAbsent(one.cid(), one));
    return worst.values().stream()
        .limit(WORST_MOST)
        .flatMap(
            one ->
                picture.contents().desired(one.cid()).stream()
                    .map(
                        desired ->
                            new ContentPage.Entry(
                                desired, one.standing(), picture.contents().copies(one.cid()))))
        .toList();
  }

  private static String filter(ContentPage.Query query) {
    return Stream.concat(
            query.policy().map(name -> "policy " + name).stream(),
            query.verdict().map(ContentWords::word).stream())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static String href(ContentPage.Query query) {
    List<String> parts = new ArrayList<>();
    query.policy().ifPresent(name -> parts.add("policy=" + quoted(name)));
    query.verdict().ifPresent(verdict -> parts.add("verdict=" + ContentWords.label(verdict)));
    query.after().ifPresent(cid -> parts.add("after=" + cid));
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String quoted(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
