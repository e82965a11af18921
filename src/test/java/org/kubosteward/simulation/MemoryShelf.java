package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.kubosteward.fleet.Identities;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Journal;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;

/** The record in memory, with what the SQL one promises of it. */
final class MemoryShelf implements Shelf {
  final NavigableMap<Long, Attempt> attempts = new TreeMap<>();
  final NavigableMap<Finding.Key, Finding> open = new TreeMap<>();
  final List<Intent> intents = new ArrayList<>();
  Identities identities = Identities.NONE;
  long ids;
  long intentIds;
  long epoch;
  String leader = "nobody";
  private boolean down;
  private boolean doubtful;

  @Override
  public Journal journal() {
    MemoryJournal journal = new MemoryJournal(this);
    journal.check();
    return journal;
  }

  @Override
  public List<Attempt> attempts() {
    return List.copyOf(attempts.values());
  }

  @Override
  public void answers(boolean answering) {
    down = !answering;
  }

  @Override
  public void doubt() {
    doubtful = true;
  }

  boolean down() {
    return down;
  }

  /** Whether the commit that was just made is to be reported as failed. */
  boolean lied() {
    boolean lie = doubtful;
    doubtful = false;
    return lie;
  }

  @Override
  public void close() {
    attempts.clear();
  }
}
