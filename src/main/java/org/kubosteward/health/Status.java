package org.kubosteward.health;

/** The fleet in one word, as the API says it. */
public enum Status {
  OK,
  WARN,
  ERR,
  /** Something that decides the verdict cannot be told. */
  UNKNOWN
}
