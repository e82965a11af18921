package org.kubosteward.simulation;

import java.util.List;
import org.kubosteward.journal.Journal;
import org.kubosteward.remedy.Attempt;

/** Where the record is kept; outlives the planes. */
interface Shelf extends AutoCloseable {
  /** The journal of a process that begins. */
  Journal journal();

  /** All attempts on record, oldest first, also while no plane can read it. */
  List<Attempt> attempts();

  /** Whether it can be read and written from now on. */
  void answers(boolean answering);

  /** The next commit is made, and said to have failed. */
  void doubt();

  @Override
  void close();
}
