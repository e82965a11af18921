package org.kubosteward.simulation;

import java.time.Instant;
import java.util.List;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.remedy.Attempt;

/** The record in a real database, behind the shipped journal. */
final class SqlShelf implements Shelf {
  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal reader = database.journal();
  private boolean answering = true;

  @Override
  public Journal journal() {
    return database.journal();
  }

  @Override
  public List<Attempt> attempts() {
    database.recover();
    List<Attempt> all = reader.attemptsSince(Instant.EPOCH);
    answers(answering);
    return all;
  }

  @Override
  public void answers(boolean answers) {
    answering = answers;
    if (answers) {
      database.recover();
    } else {
      database.fail();
    }
  }

  /** A commit that is made and reported as failed needs a network in between; there is none. */
  @Override
  public void doubt() {}

  @Override
  public void close() {
    database.close();
  }
}
