package org.kubosteward.metrics;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a metric family is, apart from its numbers.
 *
 * @param name in base units, {@code steward_} first; counters end in {@code _total}
 * @param help one or more sentences for the person who reads the scrape
 * @param labels names of its labels, in the order of the values of its samples
 */
public record FamilySpec(
    String name, String help, Type type, List<String> labels, Stability stability) {
  private static final Pattern NAME = Pattern.compile("steward(_[a-z]+)+");

  public FamilySpec {
    labels = List.copyOf(labels);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " is no name of ours: steward_lower_case");
    }
    if (name.endsWith("_total") != (type == Type.COUNTER)) {
      throw new IllegalArgumentException(name + ": counters, and only they, end in _total");
    }
    if (!help.endsWith(".")) {
      throw new IllegalArgumentException(name + " needs a help text of whole sentences");
    }
  }

  /** How its values move. */
  public enum Type {
    GAUGE,
    COUNTER
  }

  /** How far its name and labels can be relied on. */
  public enum Stability {
    /** Kept across releases; alerts and outside tools may build on it. */
    CONTRACT,
    /** May change in any release, named in the change log. */
    EVOLVING
  }

  /** A family that outside tools rely on. */
  static FamilySpec contract(String name, String help, Type type, String... labels) {
    return new FamilySpec(name, help, type, List.of(labels), Stability.CONTRACT);
  }

  /** A family that may still change. */
  static FamilySpec evolving(String name, String help, Type type, String... labels) {
    return new FamilySpec(name, help, type, List.of(labels), Stability.EVOLVING);
  }
}
