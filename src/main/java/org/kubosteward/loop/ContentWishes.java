package org.kubosteward.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.content.ContentsChanges;
import org.kubosteward.content.Desired;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.Policies;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.PinChange;
import org.kubosteward.journal.PinFeed;
import org.kubosteward.journal.PinRow;

/** What people want kept, as the rounds take it in. Used by the loop's thread alone. */
public final class ContentWishes {
  /** Changes that one round takes in; what is more waits for the next. */
  private static final int AT_ONCE = 1_000;

  private final PinFeed feed;
  private final Policies policies;
  private final List<Long> open = new ArrayList<>();

  /** The wishes of that feed, under these policies. */
  public ContentWishes(PinFeed feed, Policies policies) {
    this.feed = feed;
    this.policies = policies;
  }

  /**
   * A content of which the wishes changed.
   *
   * @param wanted how it is wanted now; empty when nobody wants it any more
   */
  record Change(Cid cid, Optional<Desired> wanted) {}

  /** Takes in all wishes there are. */
  void read(ContentsChanges into) {
    Map<Cid, Desired> wanted = new HashMap<>();
    feed.everything(
        row -> {
          Desired one = Desired.of(row.request(), policies);
          wanted.merge(one.cid(), one, Desired::and);
        });
    wanted.values().forEach(into::want);
  }

  /** What changed since; told again until {@link #taken}. */
  List<Change> changes() {
    open.clear();
    List<Change> changes = new ArrayList<>();
    for (PinChange change : feed.changes(AT_ONCE)) {
      open.addAll(change.ids());
      List<PinRequest> requests = change.requests().stream().map(PinRow::request).toList();
      changes.add(
          new Change(change.content(), Desired.of(requests, policies).stream().findFirst()));
    }
    return changes;
  }

  /** The changes were taken in, and that is written. */
  void taken() {
    if (!open.isEmpty()) {
      feed.taken(open);
      open.clear();
    }
  }
}
