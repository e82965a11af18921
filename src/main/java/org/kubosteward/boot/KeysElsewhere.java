package org.kubosteward.boot;

import java.time.LocalDate;
import java.util.List;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.KeyBook;
import org.kubosteward.journal.KeyRow;

/**
 * The keys of a process that plays no plane: it has no journal to look them up in, and opens none
 * for that. Tokens of the settings are known to it.
 */
final class KeysElsewhere implements KeyBook {
  @Override
  public List<KeyRow> keys() {
    throw elsewhere("looking for keys");
  }

  @Override
  public KeyRow add(KeyRow key) {
    throw elsewhere("keeping a key");
  }

  @Override
  public boolean remove(long id) {
    throw elsewhere("revoking a key");
  }

  @Override
  public void used(long id, LocalDate day) {
    throw elsewhere("noting the use of a key");
  }

  private static JournalUnavailable elsewhere(String doing) {
    return new JournalUnavailable(
        doing, new IllegalStateException("this process plays no plane, and the planes keep them"));
  }
}
