package org.kubosteward.metrics;

import java.util.ArrayList;
import java.util.List;

/** The samples of one family while it is being built; the labels of the moment come first. */
final class Samples {
  /**
   * Nodes choose some label values themselves (agent, version): longer ones are cut, so that none
   * can blow up the scrape.
   */
  static final int LONGEST_LABEL = 128;

  private final List<Sample> all;
  private List<String> about = List.of();

  Samples(int expected) {
    all = new ArrayList<>(expected);
  }

  /** Sets the labels that all further samples begin with. */
  Samples about(List<String> labels) {
    about = labels;
    return this;
  }

  /** Adds a number with these further label values. */
  void add(double value, String... more) {
    if (more.length == 0) {
      all.add(new Sample(about, value));
      return;
    }
    List<String> labels = new ArrayList<>(about.size() + more.length);
    labels.addAll(about);
    for (String label : more) {
      labels.add(clip(label));
    }
    all.add(new Sample(labels, value));
  }

  /** Adds a whole number; over 2^53 Prometheus itself has no more digits. */
  void add(long value, String... more) {
    add((double) value, more);
  }

  List<Sample> all() {
    return all;
  }

  private static String clip(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL));
  }
}
