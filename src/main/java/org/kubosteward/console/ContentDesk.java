package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jboss.logging.Logger;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.content.ContentPage;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.Contents;
import org.kubosteward.content.ContentsChanges;
import org.kubosteward.content.Copy;
import org.kubosteward.content.Desired;
import org.kubosteward.content.Hosts;
import org.kubosteward.content.Outlook;
import org.kubosteward.content.Standing;
import org.kubosteward.content.Standings;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.PinRow;
import org.kubosteward.journal.Round;

/**
 * Looks up contents: in the latest round of the plane that leads, and on any other plane in the
 * journal, as far as that goes.
 */
@Singleton
final class ContentDesk {
  private static final Logger LOG = Logger.getLogger(ContentDesk.class);

  private final RecordQueries clerk;
  private final ContentBooks books;

  ContentDesk(RecordQueries clerk, ContentBooks books) {
    this.clerk = clerk;
    this.books = books;
  }

  /** A page of all contents, with names. */
  ContentAnswer.All page(ContentPage.Query query) {
    ContentPicture picture = picture(clerk.brief());
    ContentPage page = page(picture, query);
    return ContentAnswer.All.of(
        picture.snapshot().takenAt(), picture.contents().size(), page, names(page));
  }

  static ContentPage page(ContentPicture picture, ContentPage.Query query) {
    return ContentPage.of(picture.contents(), picture.hosts(), picture.snapshot().takenAt(), query);
  }

  private Map<Cid, List<String>> names(ContentPage page) {
    return names(page.entries().stream().map(entry -> entry.desired().cid()).toList());
  }

  /** What people call these; nothing while the journal is away, for that is no reason to hide. */
  Map<Cid, List<String>> names(Collection<Cid> contents) {
    try {
      return books.names(contents);
    } catch (JournalUnavailable unavailable) {
      LOG.debugf("names of contents are not known: %s", unavailable.getMessage());
      return Map.of();
    }
  }

  /** All of one content; rejected with 404 when nobody wants it. */
  ContentDetail detail(Cid cid) {
    RecordSnapshot dossier = clerk.brief();
    Optional<ContentPicture> known = dossier.latest().flatMap(Round::content);
    List<PinRow> requests = books.requests(cid, ContentDetail.REQUESTS_MOST);
    return known
        .map(picture -> led(cid, picture, requests))
        .orElseGet(() -> kept(cid, requests, dossier));
  }

  private ContentDetail led(Cid cid, ContentPicture picture, List<PinRow> requests) {
    Optional<Desired> wanted = picture.contents().desired(cid);
    if (wanted.isEmpty()) {
      if (requests.isEmpty()) {
        throw unwanted(cid);
      }
      return kept(cid, requests, Contents.none(), picture.hosts(), picture.snapshot().takenAt());
    }
    Desired desired = wanted.get();
    Standing standing = standing(cid, picture);
    Outlook outlook = Outlook.of(cid, picture, books.repairs()).orElseThrow();
    return new ContentDetail(
        desired.cid().toString(),
        Optional.of(picture.snapshot().takenAt()),
        ContentDetail.Policy.of(desired.policy()),
        ContentAnswer.bytes(desired),
        Optional.of(ContentWords.label(standing.verdict())),
        standing.sentence(),
        standing.since(),
        requests.stream().map(ContentDetail.Request::of).toList(),
        picture.contents().copies(cid).entrySet().stream()
            .map(
                copy ->
                    CopyAnswer.of(
                        desired,
                        copy.getKey(),
                        copy.getValue(),
                        Optional.of(picture.hosts().presence(copy.getKey())),
                        Optional.ofNullable(outlook.retryAt().get(copy.getKey()))))
            .toList(),
        Optional.of(ContentDetail.Planned.of(outlook)));
  }

  /** As the journal has it. */
  private ContentDetail kept(Cid cid, List<PinRow> requests, RecordSnapshot dossier) {
    if (requests.isEmpty()) {
      throw unwanted(cid);
    }
    ContentsChanges copies = Contents.none().change();
    Desired desired = desired(requests);
    copies.want(desired);
    for (CopyRow row : books.copies(cid)) {
      copies.put(cid, row.node(), row.copy());
    }
    return kept(cid, requests, copies.done(), Hosts.of(List.of()), dossier.now());
  }

  private ContentDetail kept(
      Cid cid, List<PinRow> requests, Contents known, Hosts hosts, Instant now) {
    Desired desired = known.desired(cid).orElseGet(() -> desired(requests));
    Contents contents = known.change().want(desired).done();
    Standing standing = new Standings(contents, hosts, now).of(cid).orElseThrow();
    SortedMap<NodeId, Copy> copies = contents.copies(cid);
    return new ContentDetail(
        desired.cid().toString(),
        Optional.empty(),
        ContentDetail.Policy.of(desired.policy()),
        ContentAnswer.bytes(desired),
        Optional.empty(),
        "%d of %d proven, as the journal has it".formatted(standing.proven(), standing.min()),
        standing.since(),
        requests.stream().map(ContentDetail.Request::of).toList(),
        copies.entrySet().stream()
            .map(
                copy ->
                    CopyAnswer.of(
                        desired,
                        copy.getKey(),
                        copy.getValue(),
                        Optional.empty(),
                        Optional.empty()))
            .toList(),
        Optional.empty());
  }

  private Desired desired(List<PinRow> requests) {
    return Desired.of(requests.stream().map(PinRow::request).toList(), books.policies()).get(0);
  }

  /** Why it has the copies that it has; rejected with 503 by a plane that does not lead. */
  ContentExplanation why(Cid cid) {
    RecordSnapshot dossier = clerk.full();
    ContentPicture picture = picture(dossier);
    Desired desired = picture.contents().desired(cid).orElseThrow(() -> unwanted(cid));
    Standing standing = standing(cid, picture);
    Outlook outlook = Outlook.of(cid, picture, books.repairs()).orElseThrow();
    return new ContentExplanation(
        desired.cid().toString(),
        picture.snapshot().takenAt(),
        ContentDetail.Policy.of(desired.policy()),
        ContentWords.label(standing.verdict()),
        standing.sentence(),
        ContentDetail.Planned.of(outlook),
        ContentExplanation.Node.all(cid, picture, outlook),
        ContentExplanation.findings(desired.policy().name(), dossier));
  }

  private static Standing standing(Cid cid, ContentPicture picture) {
    return new Standings(picture.contents(), picture.hosts(), picture.snapshot().takenAt())
        .of(cid)
        .orElseThrow();
  }

  /** The contents as the leader knows them, or why they are not known here. */
  static ContentPicture picture(RecordSnapshot dossier) {
    return dossier
        .latest()
        .flatMap(Round::content)
        .orElseThrow(() -> new Rejected(Problem.unavailable(unknown(dossier))));
  }

  /** Why this plane does not know how all content stands, and what to do. */
  static String unknown(RecordSnapshot dossier) {
    if (dossier.leader().isPresent()) {
      return "%s leads, and it alone knows how all content stands; ask it"
          .formatted(dossier.leader().get().name());
    }
    return dossier.latest().isEmpty()
        ? "the first round has not ended; ask again in some seconds"
        : dossier
            .journalTrouble()
            .map(why -> "the copies cannot be read from the journal: " + why)
            .orElse(
                dossier.loop().leads()
                    ? "the copies are being read from the journal; ask again in some seconds"
                    : "no plane leads now; ask again in some seconds");
  }

  private static Rejected unwanted(Cid cid) {
    return new Rejected(
        Problem.notFound(
            "nobody wants %s kept here; ask for it with ipfs pin remote add, or upload it with"
                    .formatted(cid)
                + " curl -T FILE /api/v1/content"));
  }
}
