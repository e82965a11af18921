package org.kubosteward.kubo;

import java.util.Locale;

/** How much of a DAG is in a CAR (the gateway's {@code dag-scope}). */
public enum DagScope {
  /** Its root alone. */
  BLOCK,
  /** A whole file, or of a directory what lists it. */
  ENTITY,
  /** All below its root. */
  ALL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
