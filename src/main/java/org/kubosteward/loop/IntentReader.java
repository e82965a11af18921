package org.kubosteward.loop;

import java.time.Instant;
import java.util.List;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.remedy.Intent;

/**
 * Reads what operators asked for, from the journal and the pause file. Used by the loop's thread
 * alone.
 */
public final class IntentReader {
  private final Journal journal;
  private final PauseFile pauseFile;
  private List<Intent> asked = List.of();

  /** Nothing is known to be asked for until it is read. */
  public IntentReader(Journal journal, PauseFile pauseFile) {
    this.journal = journal;
    this.pauseFile = pauseFile;
  }

  /** When the journal does not answer, what was asked before still holds: a pause stays one. */
  List<Intent> read(Instant now) {
    try {
      asked = journal.intents(now);
    } catch (JournalUnavailable e) {
      asked = asked.stream().filter(intent -> intent.activeAt(now)).toList();
      if (journal.open()) {
        // Where nothing can be read, nothing can be written either; better known before it is
        // needed.
        journal.check();
      }
    }
    return pauseFile.over(asked, now);
  }
}
