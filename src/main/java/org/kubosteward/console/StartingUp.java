package org.kubosteward.console;

import java.util.Optional;

/** What the plane is busy with before its first round has ended. */
@FunctionalInterface
public interface StartingUp {
  /** A sentence on how far it is; empty when there is nothing to tell. */
  Optional<String> progress();
}
