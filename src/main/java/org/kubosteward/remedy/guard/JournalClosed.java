package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

/** No record, no action: after a crash nobody would know what was under way. */
final class JournalClosed implements Guard {
  @Override
  public String name() {
    return "journal";
  }

  @Override
  public String meaning() {
    return "The journal cannot be written, so what is done could not be recorded; lifted when its"
        + " database answers again.";
  }

  @Override
  public List<String> settings() {
    return List.of("steward.journal.url");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return situation
        .journalTrouble()
        .map(
            why ->
                "the journal cannot be written, and nothing is done that cannot be recorded first: "
                    + why);
  }
}
