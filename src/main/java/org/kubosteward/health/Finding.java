package org.kubosteward.health;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that is wrong, or that cannot be told, and has been for long enough to count.
 *
 * @param since when the condition was first seen, not when it began to count
 * @param evidence what was seen, with numbers and units, by short names in order
 */
public record Finding(
    Code code, Subject subject, Level level, Instant since, SortedMap<String, String> evidence) {
  public Finding {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /** The evidence that says why a finding still stands although nobody could look again. */
  public static final String STALE = "stale";

  /** Whether it stands on what was seen before: it could not be looked at in this round. */
  public boolean stale() {
    return evidence.containsKey(STALE);
  }

  /** What tells one finding from another over time. */
  public Key key() {
    return new Key(code, subject);
  }

  /** A code about a subject: at most one finding at a time. */
  public record Key(Code code, Subject subject) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCode = code.compareTo(other.code);
      return byCode != 0 ? byCode : subject.compareTo(other.subject);
    }
  }
}
