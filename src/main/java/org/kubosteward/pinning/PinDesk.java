package org.kubosteward.pinning;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kubosteward.access.Audit;
import org.kubosteward.access.AuditLine;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Visit;
import org.kubosteward.content.InvalidSpec;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.Policies;
import org.kubosteward.journal.PinBook;
import org.kubosteward.journal.PinPage;
import org.kubosteward.journal.PinQuery;
import org.kubosteward.journal.PinRefused;
import org.kubosteward.journal.PinRow;
import org.kubosteward.journal.RequestIds;

/** Keeps, replaces and removes what is asked for, each with a line on the audit trail. */
@Singleton
final class PinDesk {
  /** The entry of meta that names a policy. */
  static final String POLICY = "policy";

  private static final String PINNED = "pinned";
  private static final String UNPINNED = "unpinned";

  private final PinBook book;
  private final Policies policies;
  private final Delegates delegates;
  private final InstantSource clock;
  private final Audit audit;
  private final RequestIds ids = new RequestIds();

  PinDesk(PinBook book, Policies policies, Delegates delegates, InstantSource clock, Audit audit) {
    this.book = book;
    this.policies = policies;
    this.delegates = delegates;
    this.clock = clock;
    this.audit = audit;
  }

  PinAnswer.Results page(PinQuery query) {
    PinPage page = book.page(query);
    List<String> to = delegates.addresses();
    return new PinAnswer.Results(
        page.count(), page.rows().stream().map(row -> PinAnswer.of(row, to, policies)).toList());
  }

  PinAnswer pin(String id) {
    return answer(found(id, known(id).flatMap(book::pin)));
  }

  PinAnswer add(PinBody.Asked asked, Visit visit) {
    return audited(
        asked, "", visit, () -> Optional.of(book.add(request(asked), visit.caller().name())));
  }

  PinAnswer replace(String id, PinBody.Asked asked, Visit visit) {
    return audited(
        asked,
        id,
        visit,
        () -> known(id).flatMap(old -> book.replace(old, request(asked), visit.caller().name())));
  }

  void remove(String id, Visit visit) {
    try {
      if (!known(id).map(book::remove).orElse(false)) {
        throw missing(id);
      }
      audit.done(AuditLine.of(UNPINNED).with("request", id).with(visit).with("outcome", "removed"));
    } catch (RuntimeException notRemoved) {
      audit.failed(UNPINNED, id, visit, notRemoved);
      throw notRemoved;
    }
  }

  private PinAnswer audited(
      PinBody.Asked asked, String replaced, Visit visit, Supplier<Optional<PinRow>> work) {
    try {
      PinRow row = found(replaced, work.get());
      audit.done(
          AuditLine.of(PINNED)
              .with("request", row.request().id())
              .with("cid", row.request().cid().toString())
              .with("policy", row.request().policy())
              .with("replaces", replaced)
              .with(visit)
              .with("outcome", "kept"));
      return answer(row);
    } catch (PinRefused refused) {
      Rejected rejected = new Rejected(Problem.of(409, "Too many pins", said(refused)));
      audit.failed(PINNED, asked.cid().toString(), visit, rejected);
      throw rejected;
    } catch (RuntimeException notKept) {
      audit.failed(PINNED, asked.cid().toString(), visit, notKept);
      throw notKept;
    }
  }

  private PinRequest request(PinBody.Asked asked) {
    try {
      return new PinRequest(
          ids.next(),
          asked.cid(),
          asked.name(),
          asked.origins(),
          asked.meta(),
          clock.instant(),
          policy(asked));
    } catch (InvalidSpec invalid) {
      throw PinText.wrong(said(invalid));
    }
  }

  private String policy(PinBody.Asked asked) {
    String named = asked.meta().getOrDefault(POLICY, policies.fallback());
    if (policies.named(named).isEmpty()) {
      throw PinText.wrong(
          "meta.policy: there is no policy '%s'; there are %s, and without it %s is meant"
              .formatted(
                  PinText.shown(named),
                  String.join(", ", policies.byName().keySet()),
                  policies.fallback()));
    }
    return named;
  }

  private PinAnswer answer(PinRow row) {
    return PinAnswer.of(row, delegates.addresses(), policies);
  }

  /** An id as we give them; nothing else is looked up. */
  private static Optional<String> known(String id) {
    return Optional.of(id).filter(text -> text.matches("[0-9a-f-]{36}"));
  }

  private static PinRow found(String id, Optional<PinRow> row) {
    return row.orElseThrow(() -> missing(id));
  }

  private static Rejected missing(String id) {
    return new Rejected(
        Problem.notFound(
            "there is no pin request %s, or it was removed or replaced"
                .formatted(PinText.shown(id))));
  }

  private static String said(RuntimeException why) {
    return String.valueOf(why.getMessage());
  }
}
