package org.kubosteward.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kubosteward.ipld.Cid;

/** What people call the contents that they asked for. */
public interface PinNames {
  /** Contents of one question, at the most. */
  int CONTENTS_MOST = 1_000;

  /** Names of one content that are told, at the most. */
  int NAMES_MOST = 3;

  /**
   * The names in the newest requests for each of these contents, the newest first; a content that
   * nobody has named is not there.
   *
   * @param contents {@link #CONTENTS_MOST} at the most
   * @throws JournalUnavailable when the database does not answer
   */
  Map<Cid, List<String>> names(Collection<Cid> contents);
}
