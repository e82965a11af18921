package org.kubosteward.console;

import java.util.Optional;
import org.kubosteward.fleet.Preparation;

/** What the plane is busy with before there is a fleet to look at. */
@FunctionalInterface
public interface StartingUp {
  /** How far it is, or how it failed; empty when there is nothing to tell. */
  Optional<Preparation> preparation();
}
