package org.kubosteward.metrics;

import java.util.List;

/** A metric family with its numbers at one moment. */
public record Family(FamilySpec spec, List<Sample> samples) {
  public Family {
    samples = List.copyOf(samples);
  }
}
