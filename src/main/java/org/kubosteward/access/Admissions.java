package org.kubosteward.access;

/** Counts how the gate answered. */
public interface Admissions {
  /** One more request, answered so. */
  void counted(Surface surface, Admission admission);
}
