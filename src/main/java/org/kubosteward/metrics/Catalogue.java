package org.kubosteward.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Every family that the plane can show, whether it has a series now or not. */
public final class Catalogue {
  private static final List<FamilySpec> ALL =
      Stream.of(
              PlaneFamilies.SPECS.stream(),
              HealthFamilies.SPECS.stream(),
              RemedyFamilies.SPECS.stream(),
              AccessFamilies.SPECS.stream(),
              ContentFamilies.SPECS.stream(),
              NodeFamilies.ALL.stream().map(NodeFamily::spec))
          .flatMap(specs -> specs)
          .toList();

  private Catalogue() {}

  /** All of them, in the order in which a scrape shows them. */
  public static List<FamilySpec> all() {
    return ALL;
  }
}
