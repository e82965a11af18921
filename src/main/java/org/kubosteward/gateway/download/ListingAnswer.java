package org.kubosteward.gateway.download;

import java.util.List;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.DirectoryEntry;

/**
 * A directory.
 *
 * @param complete whether these are all entries; a listing ends at 10,000
 * @param entries by name, or as they are found in a sharded one
 */
public record ListingAnswer(String cid, boolean complete, List<Entry> entries) {
  public ListingAnswer {
    entries = List.copyOf(entries);
  }

  /**
   * One entry.
   *
   * @param size bytes of all its blocks, as the directory says
   */
  public record Entry(String name, String cid, long size) {}

  static ListingAnswer of(Cid cid, List<DirectoryEntry> found) {
    return new ListingAnswer(
        cid.toString(),
        found.size() <= DownloadDesk.ENTRIES_MOST,
        found.stream()
            .limit(DownloadDesk.ENTRIES_MOST)
            .map(entry -> new Entry(entry.name(), entry.cid().toString(), entry.tsize()))
            .toList());
  }
}
