package org.kubosteward.kubo;

import java.util.List;

/** The addresses a node dials at its start (bootstrap/list). */
public record Bootstrap(List<String> addresses) {
  /** Keeps its own copy of the addresses. */
  public Bootstrap {
    addresses = List.copyOf(addresses);
  }
}
