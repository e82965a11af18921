package org.kubosteward.console;

import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;

/** How long the conditions of a code are held, as it is set and not as it was shipped. */
public interface Holds {
  /** The times of that code. */
  HealthPolicy.Hold of(Code code);
}
