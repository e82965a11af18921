package org.kubosteward.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.content.Contents;
import org.kubosteward.content.Copy;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.PinStatus;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.ContentRow;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.CopyKey;
import org.kubosteward.journal.CopyRow;

/**
 * What of the content the journal has not been told yet. A write that fails loses nothing: it stays
 * noted and is written with the next. Used by the loop's thread alone.
 */
public final class ContentRecord {
  /** A content that so many tries in a row have not brought is called failed, and tried again. */
  private static final int FAILED_AFTER = 3;

  /** Reasons of failures that are kept, at the most. */
  private static final int REASONS_MOST = 10_000;

  private final CopyBook book;
  private final Set<CopyKey> copies = new LinkedHashSet<>();
  private final Set<Cid> contents = new LinkedHashSet<>();
  private final Map<Cid, String> reasons =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Cid, String> eldest) {
          return size() > REASONS_MOST;
        }
      };

  /** Nothing is to be written yet. */
  public ContentRecord(CopyBook book) {
    this.book = book;
  }

  CopyBook book() {
    return book;
  }

  /** That copy has changed. */
  void changed(Cid cid, NodeId node) {
    copies.add(new CopyKey(cid, node));
    contents.add(cid);
  }

  /** What is wanted of that content has changed. */
  void changed(Cid cid) {
    contents.add(cid);
  }

  /** Why the last try failed. */
  void failed(Cid cid, String why) {
    reasons.put(cid, why);
  }

  /** Nothing is known of what is to be written any more: another term begins. */
  void forget() {
    copies.clear();
    contents.clear();
    reasons.clear();
  }

  /**
   * Writes what changed, as it is now.
   *
   * @param orphans copies of contents that nobody wants any more
   * @throws org.kubosteward.journal.JournalUnavailable when it cannot be written; nothing is lost
   */
  void write(Contents now, Map<CopyKey, Copy> orphans) {
    if (copies.isEmpty() && contents.isEmpty()) {
      return;
    }
    List<CopyRow> written = new ArrayList<>();
    List<CopyKey> gone = new ArrayList<>();
    for (CopyKey key : copies) {
      Optional<Copy> copy =
          now.copy(key.cid(), key.node()).or(() -> Optional.ofNullable(orphans.get(key)));
      copy.ifPresentOrElse(
          is -> written.add(new CopyRow(key.cid(), key.node(), is)), () -> gone.add(key));
    }
    List<ContentRow> rows = new ArrayList<>();
    for (Cid cid : contents) {
      now.desired(cid)
          .ifPresent(
              desired -> {
                PinStatus status = status(now, cid, desired.policy().replicasMin());
                String why = status == PinStatus.PINNED ? "" : reasons.getOrDefault(cid, "");
                rows.add(new ContentRow(cid, status, why, desired.bytes(), now.stored(cid)));
              });
    }
    book.keep(new CopyBook.Changes(written, gone, rows));
    copies.clear();
    contents.clear();
  }

  private static PinStatus status(Contents now, Cid cid, int min) {
    int proven = 0;
    int failures = 0;
    boolean begun = false;
    for (Copy copy : now.copies(cid).values()) {
      proven += copy.state() == CopyState.PROVEN ? 1 : 0;
      begun |= copy.state() != CopyState.ABSENT;
      failures += copy instanceof Copy.Absent absent ? absent.failures() : 0;
    }
    if (proven >= min) {
      return PinStatus.PINNED;
    }
    if (begun) {
      return PinStatus.PINNING;
    }
    return failures >= FAILED_AFTER ? PinStatus.FAILED : PinStatus.QUEUED;
  }
}
