package org.kubosteward.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.KeyBook;
import org.kubosteward.journal.KeyRefused;
import org.kubosteward.journal.KeyRow;

/** Keys in memory, whose database can be made to fail; counts what it is asked. */
public final class MemoryKeys implements KeyBook {
  private final Map<Long, KeyRow> rows = new TreeMap<>();
  private boolean down;
  private long last;
  private int readings;
  private int uses;

  /** As new. */
  public synchronized void clear() {
    rows.clear();
    down = false;
  }

  /** From now on nothing can be read or written. */
  public synchronized void fail() {
    down = true;
  }

  /** It answers again. */
  public synchronized void recover() {
    down = false;
  }

  synchronized int readings() {
    return readings;
  }

  synchronized int uses() {
    return uses;
  }

  @Override
  public synchronized List<KeyRow> keys() {
    readings++;
    database();
    return List.copyOf(rows.values());
  }

  @Override
  public synchronized KeyRow add(KeyRow key) {
    database();
    if (rows.values().stream().anyMatch(row -> row.name().equals(key.name()))) {
      throw new KeyRefused("there is a key named " + key.name() + " already");
    }
    last++;
    KeyRow kept = with(key, last, key.lastUsed());
    rows.put(last, kept);
    return kept;
  }

  @Override
  public synchronized boolean remove(long id) {
    database();
    return rows.remove(id) != null;
  }

  @Override
  public synchronized void used(long id, LocalDate day) {
    database();
    uses++;
    rows.computeIfPresent(id, (same, key) -> with(key, id, Optional.of(day)));
  }

  private static KeyRow with(KeyRow key, long id, Optional<LocalDate> used) {
    return new KeyRow(
        id,
        key.name(),
        key.sha256(),
        key.scopes(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        used);
  }

  private void database() {
    if (down) {
      throw new JournalUnavailable(
          "asking for the keys", new IllegalStateException("connection refused"));
    }
  }
}
