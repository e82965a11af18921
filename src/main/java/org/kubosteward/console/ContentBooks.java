package org.kubosteward.console;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.ipld.Cid;
import org.kubosteward.journal.CopyRow;
import org.kubosteward.journal.PinRow;

/**
 * What the journal and the settings tell of contents beside the latest round. All that reads the
 * journal may throw {@link org.kubosteward.journal.JournalUnavailable}.
 */
public interface ContentBooks {
  /** The requests for that content, newest first, at most so many. */
  List<PinRow> requests(Cid cid, int limit);

  /** A few names of each of these contents; one that nobody has named is not there. */
  Map<Cid, List<String>> names(Collection<Cid> contents);

  /** The copies of that content as they were kept last, by node. */
  List<CopyRow> copies(Cid cid);

  /** The policies by name. */
  Policies policies();

  /** When content is repaired. */
  RepairPolicy repairs();
}
