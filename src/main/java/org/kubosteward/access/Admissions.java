package org.kubosteward.access;

/** Counts how requests for routes with a rule were answered. */
public interface Admissions {
  /** One more request, answered so. */
  void counted(Surface surface, Admission admission);
}
