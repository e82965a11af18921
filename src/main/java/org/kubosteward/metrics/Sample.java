package org.kubosteward.metrics;

import java.util.List;

/**
 * One number of a family.
 *
 * @param labels values in the order of the family's label names; an empty one is left out of the
 *     exposition, which to Prometheus is the same
 */
public record Sample(List<String> labels, double value) {
  public Sample {
    labels = List.copyOf(labels);
  }
}
