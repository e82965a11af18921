package org.kubosteward.kubo;

import java.util.Locale;

/** The pins that can be counted; indirect ones would cost a walk over everything. */
public enum PinType {
  /** A pin that keeps a whole DAG. */
  RECURSIVE,
  /** A pin that keeps one block. */
  DIRECT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
